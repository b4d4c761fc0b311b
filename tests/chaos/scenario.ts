import type { KubeObject } from '../../operator/src/runtime/objects.ts';
import {
  conditionOf,
  isReady,
  plainComponent,
  SAMPLE_OWNERS,
  statusOf,
  storeComponent,
  tenant,
  tier,
  webComponent,
  wideTierSpec,
} from '../drivers/sample-objects.ts';
import type { Subject } from '../drivers/snapshot.ts';
import type { World } from '../drivers/world.ts';

/** One thing that happens to a tenant, during which the operator is to crash at every write. */
export interface Scenario {
  readonly name: string;
  /** What went before; done with an operator that nobody disturbs. */
  readonly before: readonly Step[];
  readonly act: Step;
}

export interface Step {
  readonly what: string;
  /** What a person does. */
  run(world: World, subject: Subject): Promise<void>;
  /** Whether the operator has answered it. */
  settled(tenant: KubeObject | undefined, namespace: KubeObject | undefined): boolean;
}

const TIER_SPEC = wideTierSpec();
const realised: Step['settled'] = found =>
  isReady(found) && conditionOf(found, 'Suspended')?.status !== 'True';

const create: Step = {
  what: 'Tier and Tenant are applied',
  async run(world, { tenant: name, tier: tierName }) {
    await world.apply(tier(tierName, TIER_SPEC));
    await world.apply(tenant(name, tierName, { owners: SAMPLE_OWNERS }));
  },
  settled: realised,
};

const editTier: Step = {
  what: 'the Tier gets another image and setting, a new component, and loses one',
  async run(world, { tier: tierName }) {
    const components = [
      webComponent({ image: 'tenantry.dev/sample-app:2' }),
      plainComponent('mailer', {
        replicas: 1,
        service: { ports: [{ name: 'smtp', port: 25, targetPort: 2525 }] },
      }),
      storeComponent(),
    ];
    const settings = { GREETING: 'good day ${tenant.name}', ADDED: 'yes' };
    await world.apply(tier(tierName, { ...TIER_SPEC, components, settings }));
  },
  settled: (found, namespace) =>
    realised(found, namespace) && statusOf(found).components?.some(({ name }) => name === 'mailer') === true,
};

const override: Step = {
  what: 'the Tenant overrides replicas, quota and a flag',
  async run(world, { tenant: name, tier: tierName }) {
    await world.apply(
      tenant(name, tierName, {
        owners: [...SAMPLE_OWNERS, { kind: 'User', name: 'sample-person' }],
        components: { worker: { replicas: 4 } },
        quota: { pods: '30' },
        featureFlags: { timeline: false },
      }),
    );
  },
  settled: realised,
};

const suspend: Step = {
  what: 'billing suspends the Tenant',
  async run(world, { tenant: name }) {
    const suspensions = [{ by: 'billing', reason: 'PaymentOverdue' }];
    await world.api.patch('tenants', '', name, { spec: { suspensions } });
  },
  settled: found => isReady(found) && conditionOf(found, 'Suspended')?.status === 'True',
};

const resume: Step = {
  what: 'the suspension is lifted',
  async run(world, { tenant: name }) {
    await world.api.patch('tenants', '', name, { spec: { suspensions: null } });
  },
  settled: realised,
};

const tombstone: Step = {
  what: 'the Tenant is deleted, its namespace kept',
  async run(world, { tenant: name }) {
    await world.api.delete('tenants', '', name);
  },
  settled: (found, namespace) =>
    found === undefined && namespace?.metadata.annotations?.['tenantry.dev/delete-after'] !== undefined,
};

const chooseDelete: Step = {
  what: 'the deletion policy becomes Delete',
  async run(world, { tenant: name }) {
    await world.api.patch('tenants', '', name, { spec: { deletionPolicy: 'Delete' } });
  },
  settled: realised,
};

const remove: Step = {
  what: 'the Tenant is deleted with its namespace',
  async run(world, { tenant: name }) {
    await world.api.delete('tenants', '', name);
  },
  settled: (found, namespace) => found === undefined && namespace === undefined,
};

export const SCENARIOS: readonly Scenario[] = [
  { name: 'creation', before: [], act: create },
  { name: 'tier-edit', before: [create], act: editTier },
  { name: 'override', before: [create], act: override },
  { name: 'suspension', before: [create], act: suspend },
  { name: 'resumption', before: [create, suspend], act: resume },
  { name: 'tombstone', before: [create], act: tombstone },
  { name: 'deletion', before: [create, chooseDelete], act: remove },
];
