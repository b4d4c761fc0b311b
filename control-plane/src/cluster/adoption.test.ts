import { observedStatusSchema } from '@tenantry/contracts/commercial/workload';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { Adoption } from './adoption.ts';
import type { ObservedTenant, TenantChange } from './provisioner.ts';

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app[Symbol.asyncDispose]());

function adoption(confirmGone: () => Promise<boolean> = async () => true): Adoption {
  const { context, domains } = app.app;
  const { tenants, clusters } = domains;
  return new Adoption('default', { context, tenants, workloads: clusters.workloads, confirmGone });
}

/** A Tenant that was applied by hand. */
const byHand = (uid = 'first'): ObservedTenant => ({
  name: 'sample-acme',
  uid,
  generation: 1,
  tenantId: undefined,
  record: undefined,
  deleting: false,
  spec: { tier: 'pro' },
  status: observedStatusSchema.parse({}),
});
const came = (uid?: string): TenantChange => ({
  name: 'sample-acme',
  current: byHand(uid),
  specChanged: true,
  initial: false,
});
const WENT: TenantChange = { name: 'sample-acme', current: undefined, specChanged: true, initial: false };

const recorded = async () => (await app.app.domains.tenants.directory.bySlug('sample-acme'))?.state;

test('a Tenant that goes while its record is being made ends with it', async () => {
  const looks = adoption();
  looks.take(came());
  looks.take(WENT);
  await looks.settled();
  expect(await recorded()).toBe('deleted');
});

test('a Tenant that is made anew while the record of its predecessor ends has a record of its own', async () => {
  const looks = adoption();
  looks.take(came());
  await looks.settled();
  looks.take(WENT);
  looks.take(came('second'));
  await looks.settled();
  expect(await recorded()).not.toBe('deleted');
});

test('what could not be looked at is looked at again, though nothing changes any more', async () => {
  let isReachable = false;
  const looks = adoption(async () => {
    if (!isReachable) throw new Error('the cluster does not answer');
    return true;
  });
  looks.take(came());
  await looks.settled();
  looks.take(WENT);
  await looks.settled();
  isReachable = true;
  looks.lookAgain();
  await looks.settled();
  expect(await recorded()).toBe('deleted');
});
