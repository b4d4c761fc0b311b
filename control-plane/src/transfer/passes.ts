import { auditErasuresSpec } from '../audit/audit-erasures.ts';
import { auditSpec } from '../audit/entry.ts';
import { auditBlocksSpec } from '../audit/open-audit-chain.ts';
import { recordedTenantsSpec } from '../cluster/recording-provisioner.ts';
import { keptSpec } from '../console/kept.ts';
import { reservationsSpec } from '../entitlements/reservations.ts';
import { slicesSpec } from '../entitlements/slice.ts';
import { healthDaysSpec } from '../health/health-days.ts';
import { idempotencySpec } from '../http/idempotency.ts';
import { deliveriesSpec } from '../mail/delivery.ts';
import { importsSpec } from '../onboarding/imports.ts';
import { outboxClaimsSpec, outboxSpec } from '../outbox/entry.ts';
import { type Change, changesSpec } from '../storage/aggregates.ts';
import { planChangeItemsSpec } from '../subscriptions/bulk/plan-change.ts';
import { periodsSpec } from '../subscriptions/period-book.ts';
import { slugClaimsSpec } from '../tenants/slug-claims.ts';
import { rejectedSpec } from '../usage/rejected-inbox.ts';
import { checkpointsSpec } from '../usage/retention/checkpoint.ts';
import { blocksSpec } from '../usage/sealing/block.ts';
import { erasuresSpec } from '../usage/sealing/erasure-log.ts';
import { erasureRequestsSpec } from '../usage/sealing/erasure-requests.ts';
import { eventsSpec } from '../usage/stored-event.ts';
import { windowsSpec } from '../usage/window.ts';
import { webhookAttemptsSpec, webhookDeliveriesSpec, webhookPlacesSpec } from '../webhooks/delivery.ts';
import { webhookReplaysSpec } from '../webhooks/replay.ts';
import { tenantNumbersSpec } from '../webhooks/tenant-sequences.ts';
import { eventsWriter } from './events-writer.ts';
import { definePass, type Pass } from './pass.ts';
import { countedForTheLastTime } from './pruned-windows.ts';
import { withoutGrants } from './without-grants.ts';

/**
 * The consistent cut. Nothing stands still while it is made, and no store is asked for a snapshot, which not every
 * server has. It is made by the order of the walks alone:
 *
 *   **Whatever comes from something else is read before it.** If B was inserted because A was there, then A was there
 *   when B was read, and is still there when A's walk begins: facts are only ever added.
 *
 * So whatever is in the file has in the file all that it came from. What is in the file and had consequences that were
 * read too early gets them again: they are projections, made anew after an import, and steps that are taken again.
 * docs/explanation/export.md has it as a drawing.
 */
export const PASSES: readonly Pass[] = [
  // How far the outbox has been read for webhooks: what lies before has its deliveries, and its numbers.
  definePass({ spec: webhookPlacesSpec }),
  definePass({ spec: webhookReplaysSpec }),
  definePass({ spec: webhookAttemptsSpec, pageSize: 1_000 }),
  definePass({ spec: webhookDeliveriesSpec }),
  definePass({ spec: tenantNumbersSpec, pageSize: 1_000 }),
  // What was told of changes, under the numbers by which others remember how far they have read.
  definePass({ spec: outboxClaimsSpec }),
  definePass({
    spec: outboxSpec,
    place: ({ id, number }) => ({
      row: '',
      number,
      first: 0,
      idOf: other => String(other).padStart(id.length, '0'),
    }),
  }),
  // A block lists erasures and entries, and an entry tells of a change.
  definePass({ spec: auditBlocksSpec, pageSize: 50 }),
  // Sealed meanwhile, perhaps, by a block that is not in the cut: it is sealed again.
  definePass({ spec: auditErasuresSpec, give: erasure => ({ ...erasure, unsealed: erasure.chain }) }),
  definePass({ spec: auditSpec }),
  // A kept answer tells of what was made; a request without one is resumed by whoever sends it again.
  definePass({ spec: idempotencySpec }),
  // An erasure that a block has. Those that none of the blocks has are read behind the ledger.
  definePass({
    name: 'usage_erasures/sealed',
    spec: erasuresSpec,
    take: erasure => (erasure.unsealed === undefined ? erasure : undefined),
  }),
  definePass({ spec: blocksSpec, pageSize: 50 }),
  // A step that is done names a tenant, a subscription, an entry of the ledger.
  changes('onboarding'),
  // A statement that is taken back or paid is there; it bills entries of the ledger, and uses up credits.
  changes('payment_link'),
  changes('statement_void'),
  changes('payment'),
  changes('statement'),
  changes('credit'),
  changes('billing_details'),
  // Each applied import is applied again, as after a crash: its submissions may be older than it is.
  definePass({ spec: importsSpec, pageSize: 1, give: document => ({ ...document, pending: document.at }) }),
  // Before the ledger, and behind the blocks: a decision names an entry, and a sealed correction has its decision.
  changes('usage_correction'),
  definePass({ spec: eventsSpec, pageSize: 1_000, writer: eventsWriter }),
  // An entry that is missing from the ledger was pruned behind a checkpoint.
  definePass({ spec: checkpointsSpec, pageSize: 20 }),
  // What a checkpoint says was counted for the last time; everything later is counted anew.
  definePass({ name: 'usage_windows/pruned', spec: windowsSpec, wanted: countedForTheLastTime }),
  // A request that is done has logged every erasure, and one that runs goes on in the new place.
  definePass({ spec: erasureRequestsSpec }),
  definePass({
    name: 'usage_erasures/rest',
    spec: erasuresSpec,
    // Sealed meanwhile, perhaps, by a block that is not in the cut: it is sealed again.
    give: erasure => ({ ...erasure, unsealed: erasure.tenantId }),
  }),
  definePass({ spec: rejectedSpec }),
  definePass({ spec: reservationsSpec }),
  definePass({ spec: slicesSpec }),
  definePass({ spec: periodsSpec }),
  // Who was told of an alert or of a step of enforcement, so that nobody is told again.
  definePass({ spec: deliveriesSpec }),
  // A record is the intent of a suspension, and is confirmed once the tenant has it: before the tenants, so that one
  // that says `suspended` has the suspension in the file. A suspension whose intent was read too early is lifted.
  changes('enforcement'),
  changes('enforcement_settings'),
  changes('enforcement_clock'),
  // An order that ended has settled its tenants, and a tenant that is settled has its change.
  changes('plan_change'),
  definePass({ spec: planChangeItemsSpec }),
  // Before the tenants and usage that they tell of: what is missing of them is found again.
  changes('alert'),
  changes('alert_rules'),
  changes('alert_recipients'),
  // A day was scored by settings and by what was entered, and its state is that of a change or the next one's.
  definePass({ spec: healthDaysSpec }),
  changes('task'),
  changes('health'),
  changes('health_record'),
  changes('health_settings'),
  changes('subscription'),
  changes('api_key', withoutGrants),
  changes('user'),
  // With their secrets, which are good only where the key is that encrypted them.
  changes('webhook'),
  changes('tenant_note'),
  // What the console keeps for people, whoever they are there: it comes from nothing else.
  definePass({ spec: keptSpec, take: kept => (kept.gone ? undefined : kept) }),
  changes('console_view'),
  changes('settings'),
  changes('plan_version'),
  changes('meter'),
  changes('tenant'),
  // A tenant's change names the slug that was claimed.
  definePass({ spec: slugClaimsSpec }),
  definePass({ spec: recordedTenantsSpec }),
];

/** Kinds of aggregates that stay behind: a session is somebody's way in. */
export const KINDS_LEFT_OUT: readonly string[] = ['session'];

/** Collections that are no facts, by why they are not in the file. */
export const COLLECTIONS_LEFT_OUT: Readonly<Record<string, string>> = {
  session_tickets: 'they let somebody in',
  usage_intents: 'everything is counted anew from the ledger',
  usage_pruning_holds: 'found again by the next look',
  usage_standings: 'counted anew',
  usage_seals_due: 'follow from the ledger and its blocks',
  audit_seals_due: 'made anew with the entries',
  usage_heads: 'follow from the blocks',
  onboarding_work: 'a projection',
  workloads: 'a projection: every tenant is brought to its cluster again',
  alert_heads: 'a projection',
  mail_attempts: 'who sends is decided anew: a letter may come twice, with one Message-ID',
  enforcement_heads: 'a projection',
  enforcement_pulses: 'tell how the clock of a replica goes',
  enforcement_slots: 'bind the hour in which they were taken',
  api_key_heads: 'a projection',
  console_view_heads: 'a projection',
  health_heads: 'made anew by evaluating',
  health_onboardings: 'a projection',
  onboarding_heads: 'a projection',
  plan_change_heads: 'a projection',
  plan_change_previews: 'for minutes: whoever wants to know looks again',
  plan_version_heads: 'a projection',
  subscription_heads: 'a projection',
  task_heads: 'a projection',
  tenant_heads: 'a projection',
  billing_entries: 'a projection',
  payment_link_heads: 'a projection',
  statement_heads: 'a projection',
  statement_due: 'when to look at whom: a projection',
  tenant_note_heads: 'a projection',
  webhook_heads: 'a projection',
  webhook_leases: 'turns of seconds',
  webhook_work: 'a hint, found again by the sweep',
  installation: 'is in the head of the documents',
  store_steps: 'migrations look for themselves',
  store_imports: 'is about the store itself',
};

/** Kinds that have a walk of their own. */
export function kindsTaken(): readonly string[] {
  return PASSES.flatMap(({ name }) => (name.startsWith('changes/') ? [name.slice('changes/'.length)] : []));
}

function changes(kind: string, both: (change: Change<unknown>) => Change<unknown> = same => same): Pass {
  return definePass({
    name: `changes/${kind}`,
    spec: changesSpec,
    // `0` is the character after `/`.
    range: { from: `${kind}/`, before: `${kind}0` },
    take: ({ pending: _, ...change }) => both(change),
    give: both,
    place: ({ id, aggregateId, version }) => {
      const digits = id.length - id.lastIndexOf('/') - 1;
      return {
        row: aggregateId,
        number: version,
        first: 1,
        idOf: other => `${id.slice(0, -digits)}${String(other).padStart(digits, '0')}`,
      };
    },
  });
}
