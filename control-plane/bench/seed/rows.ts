import { type Standing, standingsSpec } from '../../src/usage/standings.ts';
import { eventsSpec, type StoredEvent } from '../../src/usage/stored-event.ts';
import { type WindowDocument, windowsSpec } from '../../src/usage/window.ts';
import type { Sink } from './sink.ts';

const AT_ONCE = 2_000;

/** Gathers documents and writes them many at a time. */
export class Rows {
  readonly #sink: Sink;
  #events: StoredEvent[] = [];
  #windows: WindowDocument[] = [];

  constructor(sink: Sink) {
    this.#sink = sink;
  }

  get isFull(): boolean {
    return this.#events.length >= AT_ONCE || this.#windows.length >= AT_ONCE;
  }

  addEvent(event: StoredEvent): void {
    this.#events.push(event);
  }

  addWindow(window: WindowDocument): void {
    this.#windows.push(window);
  }

  async flush(): Promise<void> {
    const [events, windows] = [this.#events, this.#windows];
    this.#events = [];
    this.#windows = [];
    await this.#sink.put(eventsSpec, events);
    await this.#sink.put(windowsSpec, windows);
  }

  async putStandings(standings: readonly Standing[]): Promise<void> {
    for (let at = 0; at < standings.length; at += AT_ONCE)
      await this.#sink.put(standingsSpec, standings.slice(at, at + AT_ONCE));
  }
}
