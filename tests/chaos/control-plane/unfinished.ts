import { webhookAggregate } from '../../../control-plane/src/webhooks/webhook.ts';
import type { Kept } from './kept.ts';

/** Work that somebody still has to do. */
export function unfinished(kept: Kept): string[] {
  const count = (what: string, of: readonly unknown[]) => (of.length > 0 ? [`${of.length} ${what}`] : []);
  const enabled = enabledWebhooks(kept);
  return [
    ...count(
      'changes wait for their projections',
      kept.changes.filter(({ pending }) => pending !== undefined),
    ),
    ...count(
      'intents are not counted',
      kept.intents.filter(({ state }) => state !== 'suspect'),
    ),
    ...count('slots are to be sealed', kept.sealsDue),
    ...count(
      'erasures are not sealed',
      kept.erasures.filter(({ unsealed }) => unsealed !== undefined),
    ),
    ...count(
      'erasures run',
      kept.erasureRequests.filter(({ doneAt }) => doneAt === undefined),
    ),
    ...count(
      'imports are not applied',
      kept.imports.filter(({ pending }) => pending !== undefined),
    ),
    ...count(
      'customers of a change of plans wait for their outcome',
      kept.planChangeItems.filter(({ outcome }) => outcome === 'begun'),
    ),
    ...count(
      'deliveries to webhooks wait',
      kept.webhookDeliveries.filter(({ state, webhookId }) => state === 'waiting' && enabled.has(webhookId)),
    ),
    ...count(
      'replays of webhooks run',
      kept.webhookReplays.filter(({ open }) => open !== undefined),
    ),
    ...count(
      'letters wait',
      kept.mail.filter(({ state }) => state === 'pending'),
    ),
    ...count(
      'requests have no answer',
      kept.idempotency.filter(({ answer }) => answer === undefined),
    ),
  ];
}

/** What waits for the others is kept until somebody enables them. */
function enabledWebhooks({ changes }: Kept): ReadonlySet<string> {
  const last = new Map(
    changes.flatMap(({ kind, after }) => {
      const state = kind === webhookAggregate.kind ? webhookAggregate.state.parse(after) : undefined;
      return state === undefined ? [] : [[state.webhookId, state.phase] as const];
    }),
  );
  return new Set([...last].flatMap(([webhookId, phase]) => (phase === 'enabled' ? [webhookId] : [])));
}
