import type { Clock } from '../clock.ts';
import type { UsageInterval, UsageReader, UsageReading } from './usage-port.ts';

/** A ledger that tests write, and that may be a while behind. */
export class FakeUsage implements UsageReader {
  readonly #clock: Clock;
  readonly #events: {
    readonly tenantId: string;
    readonly meter: string;
    readonly at: number;
    readonly quantity: bigint;
  }[] = [];
  /** Milliseconds that reading is behind. */
  lag = 0;
  reads = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  use(tenantId: string, meter: string, quantity: bigint): void {
    this.#events.push({ tenantId, meter, at: this.#clock.now(), quantity });
  }

  hasMeter(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async total(tenantId: string, meter: string, { from, to }: UsageInterval): Promise<UsageReading> {
    this.reads++;
    const asOf = this.#clock.now() - this.lag;
    const value = this.#events
      .filter(event => event.tenantId === tenantId && event.meter === meter)
      .filter(({ at }) => at >= Date.parse(from) && at < Date.parse(to) && at <= asOf)
      .reduce((sum, { quantity }) => sum + quantity, 0n);
    return { value, asOf };
  }
}
