import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Client } from '../client.ts';
import type { KnownTenant, Model } from '../model.ts';
import { edit, get, post } from './requests.ts';
import type { Stage } from './stage.ts';

const submissionSchema = z.object({
  submissionId: z.string(),
  tenantId: z.string(),
  status: z.string(),
  version: z.int(),
});

export const tenantSchema = z.object({ tenantId: z.string() });

const LIVE_MS = 120_000;

export async function onboard({ first, model }: Stage, slug: string, planId: string): Promise<KnownTenant> {
  const root = '/v1/onboarding/submissions';
  const made = await first.ask(submissionSchema, post(root, `onboard-${slug}`, {}));
  const { submissionId, tenantId } = made;
  const path = `${root}/${submissionId}`;
  await edit(first, { method: 'PATCH', path, body: form(slug, planId), ifMatch: '"v1"' }, path);
  await first.sendWell({ method: 'POST', path: `${path}/submit`, ifMatch: '"v2"' });
  await untilLive(first, submissionId);
  model.changed('onboarding', submissionId, 'onboarding.begin', 'onboarding.save', 'onboarding.submit');
  return known(model, { tenantId, submissionId, slug, origin: 'form', phase: 'live', tier: planId, planId });
}

/** Each row is a submission of its own, which takes its own way. */
export async function importTenants(
  { first, model }: Stage,
  slugs: readonly string[],
): Promise<readonly KnownTenant[]> {
  const rows = slugs.map(slug => `${slug},${slug} (sample),Jo Doe,jo@example.com,community`);
  const content = ['slug,displayName,contactName,contactEmail,planId', ...rows, ''].join('\n');
  const request = { ...post('/v1/onboarding/imports', 'import'), text: { type: 'text/csv', content } };
  const { importId } = await first.ask(z.object({ importId: z.string() }), request);
  const rowsSchema = z.object({
    items: z.array(z.object({ slug: z.string(), submissionId: z.string(), tenantId: z.string() })),
  });
  const { items } = await first.ask(rowsSchema, get(`/v1/onboarding/imports/${importId}/rows`));
  return Promise.all(
    items.map(async ({ slug, submissionId, tenantId }) => {
      await untilLive(first, submissionId);
      model.changed('onboarding', submissionId, 'onboarding.import');
      const plan = { tier: 'community', planId: 'community' };
      return known(model, { tenantId, submissionId, slug, origin: 'import', phase: 'live', ...plan });
    }),
  );
}

/** One is given up; one wants a slug that it cannot have, is told so, and its key is free again. */
export async function drafts({ first, model }: Stage): Promise<void> {
  const root = '/v1/onboarding/submissions';
  const { submissionId } = await first.ask(submissionSchema, post(root, 'given-up', form('nobody', 'pro')));
  await first.sendWell({ method: 'POST', path: `${root}/${submissionId}/cancel`, body: {} });
  model.changed('onboarding', submissionId, 'onboarding.begin', 'onboarding.cancel');
  const refused = await first.send(
    post('/v1/tenants/00000000-0000-7000-8000-000000000000/notes', 'lost', { text: 'x' }),
  );
  if (refused.status !== 404) throw new Error(`a note on nobody was answered with ${refused.status}`);
}

/** Registered without a plan, which comes by hand, too. */
export async function byHand({ first, model }: Stage, slug: string): Promise<KnownTenant> {
  const body = { slug, displayName: `${slug} (sample)` };
  const { tenantId } = await first.ask(tenantSchema, post('/v1/tenants', `hand-${slug}`, body));
  await first.sendWell(
    post(`/v1/tenants/${tenantId}/change-plan`, `first-plan-${slug}`, { planId: 'community' }),
  );
  model.changed('subscription', tenantId, 'subscription.create');
  return known(model, {
    tenantId,
    slug,
    origin: 'api',
    phase: 'live',
    tier: 'community',
    planId: 'community',
  });
}

export function known(model: Model, tenant: KnownTenant): KnownTenant {
  const { tenantId, submissionId, origin } = tenant;
  model.tenants.set(tenantId, tenant);
  model.changed('tenant', tenantId, 'tenant.begin_registration', 'tenant.register');
  if (submissionId !== undefined) {
    model.changed('subscription', tenantId, 'subscription.create');
    const steps = ['tenant', 'subscription', 'signup', 'workload', 'readiness', 'firstUsage'];
    model.changed('onboarding', submissionId, ...steps.map(step => `onboarding.finish_${step}`));
  }
  if (origin === 'form')
    model.acknowledged(tenantId, [{ id: `signup ${submissionId}`, type: 'signup', quantity: 1 }]);
  return tenant;
}

async function untilLive(client: Client, submissionId: string): Promise<void> {
  await untilStatus(client, submissionId, ['live', 'completed']);
}

/** Usage must have been sent: it is the last step. */
export async function untilCompleted(client: Client, { submissionId }: KnownTenant): Promise<void> {
  if (submissionId !== undefined) await untilStatus(client, submissionId, ['completed']);
}

async function untilStatus(client: Client, submissionId: string, wanted: readonly string[]): Promise<void> {
  const path = `/v1/onboarding/submissions/${submissionId}`;
  for (const end = performance.now() + LIVE_MS; ; await sleep(60)) {
    const reply = await client.send(get(path));
    // Of a row of an import: somebody has still to make it.
    const status = reply.status === 404 ? 'not made' : submissionSchema.parse(reply.body).status;
    if (wanted.includes(status)) return;
    if (performance.now() > end) throw new Error(`a submission is ${status} after ${LIVE_MS} ms`);
  }
}

function form(slug: string, planId: string) {
  return {
    company: { slug, displayName: `${slug} (sample)`, tags: ['sample'] },
    contacts: { contacts: [{ name: 'Jo Doe', email: 'jo@example.com' }] },
    plan: { planId },
    placement: {},
  };
}
