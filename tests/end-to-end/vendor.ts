import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClient, type TenantryClient } from '../../contracts/src/client/create-client.ts';
import type { components } from '../../contracts/src/client/schema.generated.ts';
import type { Kubectl } from '../../scripts/dev/start/kubectl.ts';
import { dataOf, submit } from '../../scripts/dev/start/onboard-samples.ts';

const TIMEOUT_MS = 60_000;
const POLL_MS = 20;

export type Workload = components['schemas']['Workload'];

/** What a vendor's people can do: call the API, and type kubectl commands. */
export class Vendor {
  readonly client: TenantryClient;
  readonly kubectl: Kubectl;

  constructor(api: { readonly address: string; readonly key: string }, kubectl: Kubectl) {
    this.client = createClient({ baseUrl: api.address, token: api.key });
    this.kubectl = kubectl;
  }

  /** Answers when the form of a customer was accepted. */
  submit(slug: string, planId: string): Promise<{ readonly tenantId: string }> {
    const form = {
      company: { slug, displayName: `${slug} (sample)`, tags: ['sample'] },
      contacts: { contacts: [{ name: 'Jo Doe', email: `jo@${slug}.example` }] },
      plan: { planId },
      placement: {},
    };
    return submit(this.client, form, `e2e-${slug}`);
  }

  async workload(tenantId: string): Promise<Workload> {
    return dataOf(
      await this.client.GET('/v1/tenants/{tenantId}/workload', { params: { path: { tenantId } } }),
    );
  }

  /** The record with this slug, once the list shows one. */
  async record(slug: string) {
    const { items } = dataOf(await this.client.GET('/v1/tenants', { params: { query: { q: slug } } }));
    return items.find(item => item.slug === slug);
  }

  async deployments(slug: string): Promise<string[]> {
    const names = await this.kubectl('get', 'deployments', '-n', `t-${slug}`, '-o', 'name');
    return names
      .trim()
      .split('\n')
      .map(name => name.replace(/^.*\//, ''))
      .sort();
  }

  /** `kubectl apply -f` of a Tenant that somebody wrote. */
  async apply(manifest: object): Promise<void> {
    const folder = await mkdtemp(join(tmpdir(), 'tenantry-e2e-'));
    try {
      const file = join(folder, 'tenant.json');
      await writeFile(file, JSON.stringify(manifest));
      await this.kubectl('apply', '-f', file);
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  /** One field of a Tenant, by JSONPath. */
  field(slug: string, path: string): Promise<string> {
    return this.kubectl('get', 'tenant', slug, '-o', `jsonpath={${path}}`);
  }
}

/** Looks until it holds; answers the seconds since `from`. @throws with what was seen last */
export async function secondsUntil<T>(
  what: string,
  from: number,
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
): Promise<number> {
  for (;;) {
    const seen = await look();
    if (holds(seen)) return (performance.now() - from) / 1_000;
    if (performance.now() - from > TIMEOUT_MS) throw new Error(`${what}: last seen ${JSON.stringify(seen)}`);
    await sleep(POLL_MS);
  }
}
