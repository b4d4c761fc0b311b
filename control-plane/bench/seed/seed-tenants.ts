import { v7 as uuidv7 } from 'uuid';
import { createApp } from '../../src/app.ts';
import type { Domains } from '../../src/domains.ts';
import { silentLogger } from '../../src/logger.ts';
import type { Store } from '../../src/storage/documents.ts';
import { scheduleDeletion, suspend } from '../../src/tenants/decisions.ts';
import type { Who } from '../../src/tenants/who.ts';
import { inParallel } from '../../src/usage/parallel.ts';
import { Chance } from './chance.ts';

const DAY = 86_400_000;
const SEEDER: Who = { actor: { id: 'system:bench', name: 'bench' }, requestId: 'bench' };

const FIRST_WORDS = ['Amber', 'Birch', 'Cedar', 'Delta', 'Ember', 'Fjord', 'Grove', 'Harbor'] as const;
const SECOND_WORDS = ['Analytics', 'Foods', 'Health', 'Labs', 'Logistics', 'Media', 'Systems'] as const;
const TAGS = ['beta', 'dach', 'education', 'key-account', 'nordics', 'partner', 'public', 'retail'] as const;

export interface SeededTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly owner: string;
  readonly plan: string | undefined;
}

/**
 * Tenants of a year with their subscriptions, and submissions, made by the domain itself: the services that the routes
 * call, with a clock that stands where each was made. Only HTTP is left out.
 */
export async function seedTenants(
  store: Store,
  {
    tenants,
    submissions,
    now,
    atOnce,
  }: {
    readonly tenants: number;
    readonly submissions: number;
    readonly now: number;
    /** Tenants under way at once: a slow server has no connection left for more than a few. */
    readonly atOnce: number;
  },
): Promise<readonly SeededTenant[]> {
  const clock = { at: now - 365 * DAY, now: () => clock.at };
  const app = await createApp({ store, clock, logger: silentLogger });
  const chance = new Chance(1);
  const made: SeededTenant[] = [];
  for (let first = 0; first < tenants; first += atOnce) {
    clock.at = now - 365 * DAY + Math.floor((first / tenants) * 360 * DAY);
    const some = Array.from({ length: Math.min(atOnce, tenants - first) }, (_, at) =>
      draftOf(first + at, clock.at, chance),
    );
    await Promise.all(some.map(draft => makeTenant(app.domains, draft)));
    made.push(...some.map(({ tenantId, slug, owner, plan }) => ({ tenantId, slug, owner, plan })));
  }
  clock.at = now;
  // Periods are stored once they have begun, by whoever asks first: here, and not in the first measured request.
  await each(made, atOnce, ({ tenantId }) => app.domains.subscriptions.service.periodAt(tenantId, now));
  await makeSubmissions(app.domains, submissions, atOnce, chance);
  await app.stop();
  return made;
}

type Draft = ReturnType<typeof draftOf>;

function draftOf(number: number, at: number, chance: Chance) {
  const name = `${chance.pick(FIRST_WORDS)} ${chance.pick(SECOND_WORDS)} ${number}`;
  const plan = chance.next();
  const fate = chance.next();
  return {
    tenantId: uuidv7({ msecs: at }),
    subscriptionId: uuidv7({ msecs: at }),
    slug: name.toLowerCase().replaceAll(' ', '-'),
    name,
    owner: `owner-${chance.below(40)}`,
    tags: TAGS.filter(() => chance.next() < 0.15),
    renewalDate: new Date(at + (365 + chance.below(365)) * DAY).toISOString().slice(0, 10),
    plan: plan < 0.05 ? undefined : plan < 0.65 ? 'community' : plan < 0.95 ? 'pro' : 'enterprise',
    fate: fate < 0.02 ? 'suspended' : fate < 0.03 ? 'to be deleted' : 'active',
    deleteAt: new Date(at + 1_000 * DAY).toISOString(),
  } as const;
}

async function makeTenant({ tenants }: Domains, draft: Draft): Promise<void> {
  const { tenantId, slug, plan, fate } = draft;
  const registration = {
    slug,
    displayName: draft.name,
    accountOwner: draft.owner,
    contacts: [{ name: `Contact of ${draft.name}`, email: `${slug}@example.com` }],
    tags: [...draft.tags],
    crmId: `crm-${slug}`,
    renewalDate: draft.renewalDate,
    contractValue: { amountMinor: '1200000', currency: 'EUR' },
    origin: 'api' as const,
  };
  await tenants.service.register(tenantId, registration, SEEDER);
  if (plan !== undefined)
    await tenants.subscriptions.subscribe(draft.subscriptionId, { tenantId, planId: plan }, SEEDER);
  if (fate === 'suspended')
    await tenants.service.change(tenantId, suspend({ by: 'billing', reason: 'PaymentOverdue' }), SEEDER);
  if (fate === 'to be deleted') {
    const order = {
      at: draft.deleteAt,
      policy: 'Tombstone',
      confirmSlug: slug,
      requestedBy: 'bench',
    } as const;
    await tenants.service.change(tenantId, scheduleDeletion(order), SEEDER);
  }
}

/** Drafts, and every fourth one given up. */
async function makeSubmissions(
  { onboarding }: Domains,
  count: number,
  atOnce: number,
  chance: Chance,
): Promise<void> {
  const numbers = Array.from({ length: count }, (_, number) => number);
  await each(numbers, atOnce, async number => {
    const id = uuidv7();
    const displayName = `${chance.pick(FIRST_WORDS)} to come ${number}`;
    await onboarding.submissions.create(id, { company: { slug: `to-come-${number}`, displayName } }, SEEDER);
    if (number % 4 === 0) await onboarding.submissions.cancel(id, 'not now', SEEDER);
  });
}

async function each<T>(
  items: readonly T[],
  atOnce: number,
  run: (item: T) => Promise<unknown>,
): Promise<void> {
  const failures: unknown[] = [];
  await inParallel(items, atOnce, failures, async item => {
    await run(item);
  });
  if (failures.length > 0) throw failures[0];
}
