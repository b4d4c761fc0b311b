import type { ConsoleWorld } from './console-world.ts';

/** What the samples lack for every route to have something to show. */
export async function makeSamples({ client }: ConsoleWorld): Promise<void> {
  const [webhooks, changes, catalogue] = await Promise.all([
    client.GET('/v1/webhooks'),
    client.GET('/v1/plan-changes'),
    client.GET('/v1/catalogue'),
  ]);
  if (webhooks.data?.items.length === 0) {
    await client.POST('/v1/webhooks', {
      body: { name: 'Sample', url: 'https://hooks.sample.example/tenantry' },
    });
  }
  const versions = catalogue.data?.items.map(({ planId, version }) => ({ planId, version })) ?? [];
  const [from, to] = [
    versions.find(({ planId }) => planId === 'community'),
    versions.find(({ planId }) => planId === 'pro'),
  ];
  if (changes.data?.items.length === 0 && from && to) {
    await client.POST('/v1/plan-changes', {
      body: { from, to, when: 'periodEnd', reason: 'a sample of a migration' },
    });
  }
}
