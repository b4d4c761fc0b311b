import { request } from 'node:http';

export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

export interface StreamClient {
  readonly status: number;
  readonly events: StreamEvent[];
  readonly closed: Promise<void>;
  /** Resolves when there are so many events; rejects when the stream ends before. */
  until(seen: (events: readonly StreamEvent[]) => boolean): Promise<readonly StreamEvent[]>;
  /** Reads no further, as somebody whose network stands still. */
  pause(): void;
  close(): void;
}

/** A client of the stream, as EventSource is one. */
export function openStreamClient(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<StreamClient> {
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/v1/stream`, { headers, agent: false }, response => {
      const events: StreamEvent[] = [];
      const waiting = new Set<() => void>();
      let rest = '';
      let over = false;
      response.setEncoding('utf8').on('data', (text: string) => {
        const parts = (rest + text).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          const fields = Object.fromEntries(
            part
              .split('\n')
              .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
          );
          const { id = '', event, data = 'null' } = fields;
          if (event !== undefined) events.push({ id, event, data: JSON.parse(data) });
        }
        for (const look of waiting) look();
      });
      const closed = new Promise<void>(done => response.once('close', done)).then(() => {
        over = true;
        for (const look of waiting) look();
      });
      response.on('error', () => undefined);
      resolve({
        status: response.statusCode ?? 0,
        events,
        closed,
        until: seen =>
          new Promise((found, lost) => {
            const look = () => {
              if (!seen(events) && !over) return;
              waiting.delete(look);
              if (seen(events)) found(events);
              else lost(new Error(`the stream ended after ${JSON.stringify(events)}`));
            };
            waiting.add(look);
            look();
          }),
        pause: () => void response.pause(),
        close: () => asked.destroy(),
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
