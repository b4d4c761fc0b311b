import { z } from 'zod';
import type { Api } from '../api-client.ts';
import type { Facts } from '../seed/facts.ts';
import { deepPages, hasItems, PAGE, type Probe, someOf } from './probe.ts';

const auditSchema = z.object({ items: z.array(z.object({ target: z.string().optional() })) });

/** A tenant's own pages. */
export function tenantProbes({ tenants }: Facts): readonly Probe[] {
  const some = someOf(tenants.filter(({ plan }) => plan !== undefined));
  const of = (path: string) => some.map(({ tenantId }) => `/v1/tenants/${tenantId}${path}`);
  return [
    { name: 'tenant', paths: of('') },
    { name: 'subscription', paths: of('/subscription'), changes: true },
    { name: 'entitlements', paths: of('/entitlements') },
    { name: 'entitlement check', paths: of('/entitlements/meters/ingestion') },
    { name: 'notes', paths: of('/notes'), check: hasItems(0) },
  ];
}

export async function auditProbes({ tenants, now }: Facts, api: Api): Promise<readonly Probe[]> {
  // Without what the start of a control plane has added.
  const before = `before=${new Date(now).toISOString()}`;
  const path = '/v1/audit';
  const full = hasItems(PAGE);
  return [
    { name: 'audit, newest', paths: [`${path}?${before}`], check: full },
    { name: 'audit, deep', paths: await deepPages(api, path, before), check: full },
    {
      name: 'audit of a tenant',
      paths: someOf(tenants).map(({ tenantId }) => `${path}?target=tenant/${tenantId}`),
      check: (answer, asked) =>
        auditSchema.parse(JSON.parse(answer)).items.every(({ target }) => asked.endsWith(`=${target}`))
          ? undefined
          : 'an entry of something else',
    },
    { name: 'audit of an action', paths: [`${path}?action=tenant.register&${before}`], check: full },
    { name: 'audit of an actor', paths: [`${path}?actor=system:bench&${before}`], check: full },
    { name: 'audit, what was refused', paths: [`${path}?outcome=refused&${before}`] },
  ];
}

export async function submissionProbes({ submissions }: Facts, api: Api): Promise<readonly Probe[]> {
  const path = '/v1/onboarding/submissions';
  const drafts = Math.floor(submissions * 0.75);
  return [
    {
      name: 'submissions',
      paths: [path, ...(await deepPages(api, path))],
      check: hasItems(Math.min(PAGE, submissions)),
    },
    {
      name: 'submissions that are drafts',
      paths: [`${path}?status=draft`],
      check: hasItems(Math.min(PAGE, drafts)),
    },
  ];
}
