import { type EarlierInputs, type LedgerNews, MOST_NEWS } from '@tenantry/contracts/commercial/statement';
import { entriesBetween } from '../usage/ledger-entries.ts';
import { formatQuantity } from '../usage/quantity.ts';
import type { LastUsage } from './billing-history.ts';
import type { UsageSource } from './rate-usage.ts';

/**
 * The entries of the ledger that an adjustment comes from: of each meter whose entries are others than those that the
 * period was billed by, what was received since. Of a period that was billed by nothing that holds, there are none:
 * all of it is new.
 */
export async function newsOf(
  { reader, entries }: UsageSource,
  tenantId: string,
  { period, usage }: EarlierInputs,
  known: LastUsage,
): Promise<LedgerNews[]> {
  const { asOf } = known;
  if (entries === undefined || asOf === undefined) return [];
  const interval = { from: Date.parse(period.from), to: Date.parse(period.to) };
  const news: LedgerNews[] = [];
  for (const { meter, memberHash } of usage) {
    if (known.usage.find(one => one.meter === meter)?.memberHash === memberHash) continue;
    const { types } = await reader.meter(meter);
    const mine: LedgerNews[] = [];
    for await (const { entry, received, scale, ...event } of entriesBetween(
      entries.whole,
      tenantId,
      types,
      interval,
    )) {
      if (received < asOf) continue;
      const { type, source, eventId, time } = event;
      const quantity = formatQuantity(BigInt(event.quantity), scale);
      mine.push({ meter, entry, type, source, eventId, time, received, quantity });
      if (mine.length === MOST_NEWS) break;
    }
    news.push(...mine);
  }
  return news;
}
