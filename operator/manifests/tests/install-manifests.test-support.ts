import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { OPERATOR_GROUPS, OPERATOR_USER } from '@tenantry/contracts/tenancy/names';
import { execa } from 'execa';
import type { Identity, LocalCluster } from '../../../scripts/dev/cluster/local-cluster.ts';
import { ADMIN, ApiUser } from './api-user.test-support.ts';

const MANIFESTS = fileURLToPath(new URL('..', import.meta.url));

export const OPERATOR: Identity = { name: OPERATOR_USER, groups: OPERATOR_GROUPS };
export const TENANTS = '/apis/tenantry.dev/v1alpha1/tenants';
export const TIERS = '/apis/tenantry.dev/v1alpha1/tiers';

/** Runs the cluster's own kubectl as its admin; rejects with its words when it fails. */
export async function kubectl(cluster: LocalCluster, ...args: readonly string[]): Promise<string> {
  const { stdout } = await execa(cluster.kubectl, ['--kubeconfig', cluster.kubeconfig, ...args]);
  return stdout;
}

/** Applies operator/manifests as an admin would, and waits till definitions are served and policies in force. */
export async function installManifests(cluster: LocalCluster): Promise<void> {
  await kubectl(cluster, 'apply', '--server-side', '-k', MANIFESTS);
  await kubectl(cluster, 'wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s');
  const [admin, operator] = await Promise.all([ApiUser.of(cluster, ADMIN), ApiUser.of(cluster, OPERATOR)]);
  try {
    await policiesInForce(admin, operator);
  } finally {
    await Promise.all([admin.close(), operator.close()]);
  }
}

/** Of our bindings kubectl applies this one last, by name, and the server takes policies up in that order or at once. */
async function policiesInForce(admin: ApiUser, operator: ApiUser): Promise<void> {
  const probe = `${TENANTS}/policy-probe`;
  await admin.apply(probe, tenant('policy-probe', { tier: 'none' }));
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    const { message } = await operator.merge(`${probe}?dryRun=All`, { spec: { tier: 'other' } });
    if (message.includes('tenantry-operator-tenants')) return void (await admin.delete(probe));
    await sleep(100);
  }
  throw new Error('the admission policies were not in force 30 s after they were applied');
}

export function tenant(name: string, spec: object): object {
  return { apiVersion: 'tenantry.dev/v1alpha1', kind: 'Tenant', metadata: { name }, spec };
}

export function tier(name: string, spec: object): object {
  return { apiVersion: 'tenantry.dev/v1alpha1', kind: 'Tier', metadata: { name }, spec };
}
