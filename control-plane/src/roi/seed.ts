import type { Meter } from '@tenantry/contracts/commercial/meter';
import { formatPrice } from '@tenantry/contracts/commercial/money';
import { priceOfInterval } from '@tenantry/contracts/commercial/revenue';
import { type RoiSeed, roiInputsSchema } from '@tenantry/contracts/commercial/roi-api';
import { isoTime } from '../clock.ts';
import type { Context } from '../context.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { TenantService } from '../tenants/tenant-service.ts';
import type { MeterCatalogue } from '../usage/meter-catalogue.ts';
import type { UsageReader } from '../usage/usage-reader.ts';
import { SPAN_MS, startOf } from '../usage/window.ts';

export interface RoiSeedParts {
  readonly clock: Context['clock'];
  readonly tenants: Pick<TenantService, 'load'>;
  readonly subscriptions: Pick<SubscriptionService, 'find' | 'inForce'>;
  readonly usage: Pick<UsageReader, 'total'>;
  readonly meters: Pick<MeterCatalogue, 'recent'>;
}

const MEASURED_DAYS = 90;
/** The mean month, a twelfth of 365.25 days, in ten-thousandths of a day. */
const MONTH_TEN_THOUSANDTHS = 304_375n;
/** Decimal places of units a month. */
const PLACES = 2;

/**
 * Inputs of an estimate as far as they can be measured: units a month of every meter that was used in the last 90 whole
 * days of UTC (or since the tenant came), and what its plan costs a month. What a unit is worth to the customer no ledger
 * knows: it is 0, and named among what is missing. @throws Problem not_found
 */
export async function roiSeed(tenantId: string, parts: RoiSeedParts): Promise<RoiSeed> {
  const { clock, tenants, meters } = parts;
  const { state: tenant } = await tenants.load(tenantId);
  if (tenant.phase === 'registering') throw notFound('such tenant');
  const to = startOf('day', clock.now());
  const since = startOf('day', Date.parse(tenant.createdAt));
  const from = Math.max(to - MEASURED_DAYS * SPAN_MS.day, Math.min(since, to));
  const days = Math.round((to - from) / SPAN_MS.day);
  const measured = { from: isoTime(from), to: isoTime(to), days };
  const plan = await planCost(tenantId, parts);
  const used: { readonly meter: Meter; readonly units: string }[] = [];
  for (const meter of (await meters.recent()).all()) {
    const units =
      days > 0 && addsUp(meter) ? await unitsPerMonth(tenantId, meter, { from, to }, parts) : undefined;
    if (units !== undefined) used.push({ meter, units });
  }
  return {
    inputs: roiInputsSchema.parse({
      currency: plan.currency,
      benefits: used.map(({ meter, units }) => ({
        kind: 'time',
        key: meter.key,
        title: `Time saved by ${meter.title}`,
        source: `measured: ${meter.unit} of the ${days} days before ${measured.to.slice(0, 10)}, as a mean month`,
        unitsPerMonth: units,
        minutesPerUnit: '0',
        hourlyCost: '0',
      })),
      costs: plan.costs,
    }),
    missing: used.flatMap((_, at) => [`/benefits/${at}/minutesPerUnit`, `/benefits/${at}/hourlyCost`]),
    measured,
  };
}

/** Of the others, a mean of a month says nothing of how much was done. */
function addsUp({ aggregation }: Meter): boolean {
  return aggregation === 'sum' || aggregation === 'count';
}

/** undefined when nothing was used, or the history is not there. */
async function unitsPerMonth(
  tenantId: string,
  meter: Meter,
  interval: { readonly from: number; readonly to: number },
  { usage }: RoiSeedParts,
): Promise<string | undefined> {
  const total = await usage.total(tenantId, meter.key, interval).catch(error => {
    if (error instanceof Problem && error.status < 500) return undefined;
    throw error;
  });
  if (total === undefined || total.quantity <= 0n) return undefined;
  const days = BigInt(Math.round((interval.to - interval.from) / SPAN_MS.day));
  const scaled = total.quantity * MONTH_TEN_THOUSANDTHS * 10n ** BigInt(PLACES);
  const hundredths = scaled / (days * 10_000n * 10n ** BigInt(meter.scale));
  const [whole, rest] = [hundredths / 100n, hundredths % 100n];
  return rest === 0n ? `${whole}` : `${whole}.${String(rest).padStart(PLACES, '0').replace(/0$/, '')}`;
}

/** Base price and add-ons of the plan in force, or its minimum where that is more, by the month: as revenue has it. */
async function planCost(tenantId: string, { subscriptions, clock }: RoiSeedParts) {
  const found = await subscriptions.find(tenantId);
  const inForce = found && (await subscriptions.inForce(found, isoTime(clock.now())));
  const plan = inForce?.plan;
  if (plan === undefined) return { currency: found?.state.currency ?? 'EUR', costs: [] };
  const interval = priceOfInterval(plan);
  const monthly = plan.interval === 'year' ? interval / 12n : interval;
  const cost = {
    kind: 'monthly',
    key: 'plan',
    title: `Plan ${plan.displayName}`,
    source: `the subscription: ${plan.planId}, version ${plan.planVersion}, by the ${plan.interval}, without usage beyond it`,
    amountPerMonth: formatPrice(monthly),
    overrun: { low: 0, base: 0, high: 0 },
  };
  return { currency: plan.currency, costs: [cost] };
}
