import type { Period } from '@tenantry/contracts/commercial/period';
import { type MeteredUsage, type RatedPeriod, ratePeriod } from '@tenantry/contracts/commercial/rating';
import type { Context } from '../context.ts';
import { notFound } from '../http/problem.ts';
import type { SubscriptionService } from '../subscriptions/service.ts';
import type { UsageReader } from '../usage/usage-reader.ts';

export interface PreviewParts {
  readonly subscriptions: Pick<SubscriptionService, 'charges' | 'periodAt'>;
  readonly usage: Pick<UsageReader, 'total'>;
}

export interface ChargesPreview extends RatedPeriod {
  readonly period: Period;
  readonly currency: string;
  /** Milliseconds since 1970: every event that was accepted before is in it. */
  readonly asOf: number;
}

/** What periods come to by what is known now: rated as a statement would, and kept nowhere. */
export class ChargesPreviews {
  readonly #parts: PreviewParts;
  readonly #clock: Context['clock'];
  readonly #billing: Context['billing'];

  constructor({ clock, billing }: Pick<Context, 'clock' | 'billing'>, parts: PreviewParts) {
    this.#clock = clock;
    this.#billing = billing;
    this.#parts = parts;
  }

  /** The period that an instant (milliseconds) lies in. @throws Problem not_found when there is none */
  async at(tenantId: string, at: number): Promise<ChargesPreview> {
    const period = await this.#parts.subscriptions.periodAt(tenantId, at);
    if (period === undefined) throw notFound('period of a subscription of this tenant then');
    const began = performance.now();
    const tell = (outcome: 'rated' | 'failed', lines: number) =>
      this.#billing.rated({ tenantId, outcome, lines, seconds: (performance.now() - began) / 1_000 });
    try {
      const preview = await this.#rate(tenantId, period);
      tell('rated', preview.lines.length);
      return preview;
    } catch (error) {
      tell('failed', 0);
      throw error;
    }
  }

  async #rate(tenantId: string, period: Period): Promise<ChargesPreview> {
    const charges = await this.#parts.subscriptions.charges(tenantId, period);
    const { currency, recurring, allowances, minimum } = charges;
    const interval = { from: Date.parse(period.from), to: Date.parse(period.to) };
    let asOf = this.#clock.now();
    const usage = await Promise.all(
      allowances.map(async ({ meter, quantity, tiers }): Promise<MeteredUsage> => {
        const total = await this.#parts.usage.total(tenantId, meter, interval);
        asOf = Math.min(asOf, total.asOf);
        return {
          meter,
          scale: total.meter.scale,
          used: total.quantity,
          allowance: quantity === 'unlimited' ? quantity : BigInt(quantity),
          ...(tiers !== undefined && { tiers }),
        };
      }),
    );
    const billedMinor = minimum && (await this.#billedSince(tenantId, minimum.since, period));
    const rated = ratePeriod({
      currency,
      recurring,
      usage,
      ...(minimum && billedMinor !== undefined && { minimum: { amount: minimum.amount, billedMinor } }),
    });
    return { ...rated, period, currency, asOf };
  }

  /** What the earlier periods of the same interval come to: of a year that ends with this month, the eleven before. */
  async #billedSince(tenantId: string, since: string, { from }: Period): Promise<bigint> {
    let billed = 0n;
    for (let end = Date.parse(from); end > Date.parse(since); ) {
      const before = await this.#parts.subscriptions.periodAt(tenantId, end - 1);
      if (before === undefined) break;
      billed += (await this.#rate(tenantId, before)).totalMinor;
      end = Date.parse(before.from);
    }
    return billed;
  }
}
