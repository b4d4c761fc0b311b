import type { ServerResponse } from 'node:http';
import type { RequestInfo } from './request-info.ts';

/** How events of a watch are treated on their way to the client. Order is always kept. */
export interface WatchTreatment {
  /** Each ADDED, MODIFIED and DELETED event is sent so many times. */
  copies?: number;
  /** Each line waits so long before it goes on. */
  delayMs?: number;
  dropBookmarks?: boolean;
  rewrite?: (line: string) => string;
}

/**
 * One watch that is open through the proxy: server lines come in, treated lines go out, and a test
 * can break the stream in each way that real networks and API servers do.
 */
export class LiveWatch {
  readonly request: RequestInfo;
  /** Events sent on to the client, copies and bookmarks included. */
  sent = 0;
  readonly #client: ServerResponse;
  readonly #abandonUpstream: () => void;
  #treatment: WatchTreatment = {};
  #stalled = false;
  #partial = '';
  /** Lines leave one after the other, whatever each one's delay. */
  #tail: Promise<void> = Promise.resolve();

  constructor(request: RequestInfo, client: ServerResponse, abandonUpstream: () => void) {
    this.request = request;
    this.#client = client;
    this.#abandonUpstream = abandonUpstream;
  }

  get open(): boolean {
    return !this.#client.writableEnded && !this.#client.destroyed;
  }

  treat(treatment: WatchTreatment): void {
    this.#treatment = { ...this.#treatment, ...treatment };
  }

  /** From now on not a byte more, and the connection stays as it is. */
  stall(): void {
    this.#stalled = true;
  }

  /** The server ends the watch in good order, as it does at timeoutSeconds. */
  close(): void {
    this.#abandonUpstream();
    this.#client.end();
  }

  reset(): void {
    this.#abandonUpstream();
    this.#client.socket?.resetAndDestroy();
  }

  /** An ERROR event with code 410 inside the 200, which is how an open watch learns that it is too old. */
  expire(): void {
    this.#client.write(`${JSON.stringify({ type: 'ERROR', object: EXPIRED })}\n`);
    this.close();
  }

  /** Takes bytes as they come from the server, cut anywhere. */
  feed(chunk: string): void {
    const lines = (this.#partial + chunk).split('\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') this.#pass(line);
    }
  }

  /** The server has ended the watch. */
  end(): void {
    void this.#tail.then(() => {
      if (this.open && !this.#stalled) this.#client.end();
    });
  }

  #pass(line: string): void {
    const bookmark = line.startsWith('{"type":"BOOKMARK"');
    if (bookmark && this.#treatment.dropBookmarks === true) return;
    const copies = bookmark ? 1 : (this.#treatment.copies ?? 1);
    const due = Date.now() + (this.#treatment.delayMs ?? 0);
    this.#tail = this.#tail.then(async () => {
      const wait = due - Date.now();
      if (wait > 0) await new Promise(resolve => setTimeout(resolve, wait));
      if (this.#stalled || !this.open) return;
      const out = this.#treatment.rewrite?.(line) ?? line;
      this.#client.write(`${out}\n`.repeat(copies));
      this.sent += copies;
    });
  }
}

const EXPIRED = {
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message: 'too old resource version: 1 (2)',
  reason: 'Expired',
  code: 410,
};
