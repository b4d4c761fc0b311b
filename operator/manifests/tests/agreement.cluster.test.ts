import { tenantSpecSchema } from '@tenantry/contracts/tenancy/tenant';
import { tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { useCluster } from '../../../scripts/dev/cluster/test-cluster.ts';
import { ADMIN, ApiUser } from './api-user.test-support.ts';
import { installManifests, TENANTS, TIERS, tenant, tier } from './install-manifests.test-support.ts';

/** Text at the edge: characters of several UTF-16 units, spaces of other scripts, lengths about a bound. */
const edgeText = (bound: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc
      .tuple(fc.constantFrom('x', 'é', '😀'), fc.integer({ min: bound - 1, max: bound + 1 }))
      .map(([character, length]) => character.repeat(length)),
  );
const edgeNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -1, 1.5, 1e3, 2 ** 31, 2 ** 53 - 1, 2 ** 53, 2 ** 62),
);
const edgeTime = fc.oneof(
  edgeText(40),
  fc.constantFrom(
    '2027-01-01T00:00:00Z',
    '2027-01-01t00:00:00z',
    '2027-01-01T00:00:00',
    '2027-01-01',
    '2027-13-01T00:00:00Z',
  ),
  fc.constantFrom(
    '2027-01-01T24:00:00Z',
    '2027-01-01T00:00:60Z',
    '2027-01-01T00:00:00+99:00',
    '2027-01-01T00:00:00.123456789+01:00',
  ),
);
const component = (over: object) => ({
  components: [{ name: 'api', image: 'a', resources: { requests: { cpu: 1, memory: 1 } }, ...over }],
});
const suspension = (over: object) => ({ tier: 'a', suspensions: [{ by: 'a', reason: 'A', ...over }] });

interface Field {
  readonly field: string;
  readonly values: fc.Arbitrary<unknown>;
  /** Values that the server does take: without one the comparison would prove nothing. */
  readonly valid: readonly unknown[];
  readonly spec: (value: unknown) => object;
}

const key = (value: unknown) => String(value);
const emoji = (count: number) => '😀'.repeat(count);

const tenants: readonly Field[] = [
  {
    field: 'displayName',
    values: edgeText(128),
    valid: [emoji(128)],
    spec: displayName => ({ tier: 'a', displayName }),
  },
  { field: 'tier', values: edgeText(63), valid: ['x'.repeat(63)], spec: name => ({ tier: name }) },
  {
    field: 'quantity',
    values: fc.oneof(edgeNumber, edgeText(32)),
    valid: [0, 2 ** 53 - 1, '1e3'],
    spec: pods => ({ tier: 'a', quota: { pods } }),
  },
  {
    field: 'quota key',
    values: edgeText(128),
    valid: ['requests.cpu'],
    spec: name => ({ tier: 'a', quota: { [key(name)]: 1 } }),
  },
  {
    field: 'flag',
    values: edgeText(63),
    valid: ['a-b'],
    spec: name => ({ tier: 'a', featureFlags: { [key(name)]: true } }),
  },
  {
    field: 'image',
    values: edgeText(512),
    valid: ['a:1'],
    spec: image => ({ tier: 'a', components: { api: { image } } }),
  },
  {
    field: 'replica count',
    values: edgeNumber,
    valid: [0, 1000],
    spec: replicas => ({ tier: 'a', components: { api: { replicas } } }),
  },
  {
    field: 'reason',
    values: edgeText(128),
    valid: ['PaymentOverdue'],
    spec: reason => suspension({ reason }),
  },
  {
    field: 'message',
    values: edgeText(1024),
    valid: [emoji(1024)],
    spec: message => suspension({ message }),
  },
  {
    field: 'until',
    values: edgeTime,
    valid: ['2027-01-01T00:00:00.123456789+01:00'],
    spec: until => suspension({ until }),
  },
  {
    field: 'owner',
    values: edgeText(253),
    valid: [emoji(253)],
    spec: name => ({ tier: 'a', owners: [{ kind: 'User', name }] }),
  },
];
const tiers: readonly Field[] = [
  {
    field: 'setting',
    values: edgeText(4096),
    valid: [emoji(4096)],
    spec: value => ({ settings: { A: value } }),
  },
  {
    field: 'setting name',
    values: edgeText(128),
    valid: ['LOG_LEVEL'],
    spec: name => ({ settings: { [key(name)]: 'a' } }),
  },
  {
    field: 'path',
    values: edgeText(1023),
    valid: ['tmp/a b'],
    spec: path => component({ writablePaths: [`/${key(path)}`] }),
  },
  {
    field: 'port',
    values: edgeNumber,
    valid: [80],
    spec: port => component({ ports: [{ name: 'http', port }] }),
  },
  {
    field: 'port name',
    values: edgeText(15),
    valid: ['http'],
    spec: name => component({ ports: [{ name, port: 80 }] }),
  },
  {
    field: 'Kubernetes version',
    values: edgeText(16),
    valid: ['v1.34', 'latest'],
    spec: version => ({ podSecurity: { version } }),
  },
];

/**
 * An object that the API server stores and the operator cannot read would be a tenant that stands still, so
 * whatever the server takes, our schema takes.
 */
describe('whatever the API server takes, our schema reads', () => {
  const cluster = useCluster({ kubernetes: '1.36' });
  let admin: ApiUser;
  beforeAll(async () => {
    await installManifests(cluster());
    admin = await ApiUser.of(cluster(), ADMIN);
  });
  afterAll(() => admin.close());

  async function agree(
    { values, valid, spec }: Field,
    collection: string,
    make: (spec: object) => object,
    schema: z.ZodType,
  ) {
    const taken = async (value: unknown): Promise<boolean> => {
      const { status, object } = await admin.create(`${collection}?dryRun=All`, make(spec(value)));
      if (status !== 201) return false;
      expect(schema.safeParse(object['spec']).error?.issues).toBeUndefined();
      return true;
    };
    for (const value of valid) expect(await taken(value), key(value)).toBe(true);
    await fc.assert(
      fc.asyncProperty(values, async value => void (await taken(value))),
      { numRuns: 60 },
    );
  }

  test.each(tenants)('as the $field of a Tenant', field =>
    agree(field, TENANTS, spec => tenant('sample', spec), tenantSpecSchema),
  );

  test.each(tiers)('as the $field of a Tier', field =>
    agree(field, TIERS, spec => tier('sample', spec), tierSpecSchema),
  );
});
