import { dataOf, submit } from '../../scripts/dev/start/onboard-samples.ts';
import type { ConsoleWorld } from './console-world.ts';

const key = (name: string) => ({ header: { 'Idempotency-Key': `scene-${name}` } });

/**
 * What pages need beyond the sample customers to show something: keys, a webhook, drafts, another version of a plan, a
 * migration, a correction. All of it by the public API, the same each time. Answers what is looked at of it.
 */
export async function setTheScene({ client }: ConsoleWorld): Promise<Readonly<Record<string, string>>> {
  const tenants = dataOf(await client.GET('/v1/tenants', { params: { query: { limit: 200 } } })).items;
  const idOf = (slug: string) => tenants.find(tenant => tenant.slug === slug)?.tenantId ?? '';
  for (const [name, role] of [
    ['Product, production (sample)', 'ingest'],
    ['Month end (sample)', 'finance'],
    ['Customer success (sample)', 'cs'],
  ] as const) {
    dataOf(await client.POST('/v1/keys', { body: { name, roles: [role], unbound: true } }));
  }
  const { webhook } = dataOf(
    await client.POST('/v1/webhooks', {
      body: { name: 'Chat (sample)', url: 'https://example.com/tenantry' },
    }),
  );
  await draft(client, 'north', { contacts: [{ name: 'Jo Doe', email: 'jo@north.example' }] });
  await draft(client, 'harbour', { contacts: [{ name: 'Kim Roe', email: 'kim@harbour.example' }] });
  const submitted = await submit(client, formOf('meadow', 'pro'), 'scene-meadow');
  await anotherVersion(client);
  const { planChangeId } = dataOf(
    await client.POST('/v1/plan-changes', {
      params: key('migration'),
      body: {
        from: { planId: 'pro', version: 1 },
        to: { planId: 'pro', version: 2 },
        when: 'periodEnd',
        reason: 'The new price list (sample)',
        selection: { tenantIds: [idOf('sample-steady'), idOf('sample-growing'), idOf('sample-overage')] },
      },
    }),
  );
  const path = { tenantId: idOf('sample-overage') };
  const correction = {
    id: 'sample-overage-query-9',
    source: 'npm-start-month',
    action: 'void' as const,
    reason: 'Counted twice (sample)',
  };
  dataOf(
    await client.POST('/v1/tenants/{tenantId}/usage/corrections', { params: { path }, body: correction }),
  );
  return {
    tenantId: path.tenantId,
    number: '1',
    planId: 'pro',
    version: '2',
    submissionId: submitted.submissionId,
    webhookId: webhook.webhookId,
    planChangeId,
  };
}

type Client = ConsoleWorld['client'];

function formOf(name: string, planId?: string) {
  const displayName = `${name[0]?.toUpperCase()}${name.slice(1)} (sample)`;
  return {
    company: { slug: `sample-${name}`, displayName, tags: ['sample'] },
    contacts: { contacts: [{ name: 'Jo Doe', email: `jo@${name}.example` }] },
    ...(planId !== undefined && { plan: { planId } }),
  };
}

async function draft(
  client: Client,
  name: string,
  contacts: { readonly contacts: { readonly name: string; readonly email: string }[] },
): Promise<void> {
  const body = { ...formOf(name), contacts };
  dataOf(await client.POST('/v1/onboarding/submissions', { params: key(name), body }));
}

/** A version of the plan Pro with more queries and a longer trial, published. */
async function anotherVersion(client: Client): Promise<void> {
  const planId = 'pro';
  const { version } = dataOf(
    await client.POST('/v1/plans/{planId}/versions', {
      params: { path: { planId }, ...key('draft') },
      body: {},
    }),
  );
  const path = { planId, version };
  const read = await client.GET('/v1/plans/{planId}/versions/{version}', { params: { path } });
  const { spec } = dataOf(read);
  const allowances = spec.allowances.map(one =>
    one.meter === 'query' ? { ...one, quantity: '400000' } : one,
  );
  const header = { 'If-Match': read.response.headers.get('etag') ?? '' };
  const put = await client.PUT('/v1/plans/{planId}/versions/{version}', {
    params: { path, header },
    body: { spec: { ...spec, allowances, trialDays: 30 } },
  });
  dataOf(put);
  dataOf(
    await client.POST('/v1/plans/{planId}/versions/{version}/publish', {
      params: { path, header: { 'If-Match': put.response.headers.get('etag') ?? '' } },
    }),
  );
}
