import { createClient, type TenantryClient } from '../../contracts/src/client/create-client.ts';
import type { OnboardedSamples } from '../../scripts/dev/start/onboard-samples.ts';

/** What there is to ask for: ids by the parameter that takes them. */
export interface Things {
  readonly keyIds: readonly string[];
  /** Not among the others: it takes the place of the key of the requests. */
  readonly spareKeyId: string;
  readonly noteIds: readonly string[];
  readonly overrideIds: readonly string[];
  readonly reservationIds: readonly string[];
  readonly erasureIds: readonly string[];
  readonly importIds: readonly string[];
}

const ROWS =
  'slug,displayName,contactName,contactEmail\nsample-row,Row (sample),Jo Doe,jo@sample-row.example\n';

/** Gives the sample customers something of everything that is asked for by an id. All of it may be taken away. */
export async function makeThings(
  api: { readonly address: string; readonly key: string },
  { tenantIds }: OnboardedSamples,
): Promise<Things> {
  const client = createClient({ baseUrl: api.address, token: api.key });
  const [tenantId = ''] = tenantIds;
  const path = { tenantId };
  const note = await client.POST('/v1/tenants/{tenantId}/notes', {
    params: { path },
    body: { text: 'a note' },
  });
  const overridden = await client.POST('/v1/tenants/{tenantId}/subscription/overrides', {
    params: { path },
    body: { change: { kind: 'flag', flag: 'bulk-export', on: true }, reason: 'to be looked at' },
  });
  const reserved = await client.POST('/v1/tenants/{tenantId}/entitlements/meters/{meter}/reservations', {
    params: { path: { tenantId, meter: 'ingestion' } },
    body: { quantity: '1', holdSeconds: 3_600 },
  });
  const erasure = await client.POST('/v1/tenants/{tenantId}/usage/erasures', {
    params: { path },
    body: { subject: 'nobody', dimensions: [], reason: 'to be looked at' },
  });
  return {
    keyIds: [await keyOf(client), await keyOf(client), await keyOf(client)],
    spareKeyId: await keyOf(client),
    noteIds: [dataOf(note).noteId],
    overrideIds: dataOf(overridden).overrides.map(({ id }) => id),
    reservationIds: [dataOf(reserved).reservationId],
    erasureIds: [dataOf(erasure).erasureId],
    importIds: [await importOf(api)],
  };
}

async function keyOf(client: TenantryClient): Promise<string> {
  const made = await client.POST('/v1/keys', { body: { name: 'to throw away', roles: ['viewer'] } });
  return dataOf(made).key.id;
}

async function importOf({
  address,
  key,
}: {
  readonly address: string;
  readonly key: string;
}): Promise<string> {
  const client = createClient({ baseUrl: address, token: key });
  const made = await client.POST('/v1/onboarding/imports', {
    body: ROWS,
    bodySerializer: body => body,
    headers: { 'content-type': 'text/csv' },
  });
  return dataOf(made).importId;
}

function dataOf<T>(answer: { readonly data?: T; readonly error?: unknown; readonly response: Response }): T {
  if (answer.data !== undefined) return answer.data;
  throw new Error(`${answer.response.status} ${answer.response.url}: ${JSON.stringify(answer.error)}`);
}
