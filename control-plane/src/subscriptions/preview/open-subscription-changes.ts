import { RunningPreviews } from '../../cluster/running-preview.ts';
import { Tiers } from '../../cluster/tiers.ts';
import type { Context } from '../../context.ts';
import { isUnmetered } from '../../entitlements/usage-port.ts';
import { ChargesPreviews } from '../../invoices/charges-preview.ts';
import type { UsageReader } from '../../usage/usage-reader.ts';
import { PreviewTokens } from './preview-token.ts';
import { type ChangeParts, SubscriptionChanges } from './subscription-changes.ts';

const PRUNE_EVERY = 600_000;

export interface OpenChangesParts extends Pick<ChangeParts, 'subscriptions' | 'plans' | 'tenants'> {
  readonly usage: Pick<UsageReader, 'total'>;
  readonly provisionerOf: ConstructorParameters<typeof RunningPreviews>[0]['provisionerOf'];
  readonly tiers?: Tiers;
}

export async function openSubscriptionChanges(
  context: Context,
  { usage, provisionerOf, tiers = new Tiers(), ...parts }: OpenChangesParts,
): Promise<SubscriptionChanges> {
  const { subscriptions } = parts;
  const tokens = await PreviewTokens.open(context);
  const changes = new SubscriptionChanges({
    ...parts,
    tokens,
    running: new RunningPreviews({ tiers, provisionerOf, clock: context.clock }),
    rate: (state, at) => {
      const charges = new ChargesPreviews(context, {
        usage,
        subscriptions: {
          charges: (_, period) => subscriptions.chargesBy(state, period),
          periodAt: (tenantId, instant) => subscriptions.periodAt(tenantId, instant),
        },
      });
      return charges.at(state.tenantId, at);
    },
    used: async (tenantId, meter, { from, to }) => {
      try {
        const interval = { from: Date.parse(from), to: Date.parse(to) };
        return (await usage.total(tenantId, meter, interval)).quantity;
      } catch (error) {
        if (isUnmetered(error)) return undefined;
        throw error;
      }
    },
    clock: context.clock,
  });
  context.every('forget previews of changes of plan', PRUNE_EVERY, () => changes.prune());
  return changes;
}
