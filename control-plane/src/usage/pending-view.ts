import type { Clock } from '../clock.ts';
import { scanAll } from '../storage/documents.ts';
import { type IntentCollection, windowKey } from './intent.ts';

/** How old what readers are told may be. */
const VIEW_MS = 200;

interface View {
  /** When it was begun to be read. */
  readonly at: number;
  /** By tenant, when the oldest intent was opened that is not counted. */
  readonly oldest: ReadonlyMap<string, number>;
  readonly touched: ReadonlySet<string>;
  readonly events: number;
  readonly intents: number;
}

/**
 * What is accepted and not yet known to be counted, read from the intents. Read it *before* the windows: what was
 * accepted before `asOf` is in windows that are read afterwards. An old view only says an earlier time.
 */
export class PendingView {
  readonly #intents: IntentCollection;
  readonly #clock: Clock;
  #view: Promise<View> | undefined;
  #viewAt = 0;

  constructor(intents: IntentCollection, clock: Clock) {
    this.#intents = intents;
    this.#clock = clock;
  }

  /** Every event of the tenant that was accepted before this time (milliseconds) is counted. */
  async asOf(tenantId: string): Promise<number> {
    const view = await this.#recent();
    return Math.min(view.at, view.oldest.get(tenantId) ?? Number.POSITIVE_INFINITY);
  }

  /** The windows that intents name now. */
  async touched(): Promise<ReadonlySet<string>> {
    return (await this.#read()).touched;
  }

  /** Events that are marked and not counted, intents there are, and for how long the oldest has waited. */
  async backlog(): Promise<{ events: number; intents: number; lagMs: number }> {
    const { at, events, intents, oldest } = await this.#recent();
    const first = Math.min(at, ...oldest.values());
    return { events, intents, lagMs: at - first };
  }

  #recent(): Promise<View> {
    const now = this.#clock.now();
    if (this.#view === undefined || now - this.#viewAt > VIEW_MS) {
      this.#viewAt = now;
      const view = this.#read();
      this.#view = view;
      view.catch(() => {
        if (this.#view === view) this.#view = undefined;
      });
    }
    return this.#view;
  }

  async #read(): Promise<View> {
    const at = this.#clock.now();
    const oldest = new Map<string, number>();
    const touched = new Set<string>();
    let events = 0;
    let intents = 0;
    // An open intent goes only after its done one is there: read in this order, one of the two is met.
    for (const state of ['open', 'done'] as const) {
      for await (const intent of scanAll(this.#intents, { index: 'state', equals: [state] })) {
        const opened = Date.parse(intent.at);
        events += intent.events;
        intents++;
        for (const touch of intent.touches) {
          touched.add(windowKey(touch));
          oldest.set(touch.tenantId, Math.min(opened, oldest.get(touch.tenantId) ?? opened));
        }
      }
    }
    return { at, oldest, touched, events, intents };
  }
}
