/**
 * Sends batches of events as fast as they are answered, on a few connections, and tells what was answered. A process of
 * its own, and a cheap one: bodies are made once, and only ids and times are written into them again; answers are read
 * only as far as their length and their counts.
 */
import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import { seededRandom } from '../../scripts/dev/seeded-random.ts';
import { isoTime } from '../src/clock.ts';
import { ageOf, makeEvent } from './ingest-events.ts';

export const loadOrderSchema = z.object({
  host: z.string(),
  port: z.int(),
  /** One for each tenant. */
  keys: z.array(z.string()),
  batch: z.int(),
  connections: z.int(),
  seconds: z.number(),
  /** Begins every id: no two runs send the same events. */
  run: z.string(),
});
export type LoadOrder = z.infer<typeof loadOrderSchema>;

export const loadReportSchema = z.object({
  accepted: z.int(),
  requests: z.int(),
  seconds: z.number(),
  p50: z.number(),
  p99: z.number(),
  /** Answers that were not 200, and events that were not accepted. */
  refused: z.int(),
  /** CPU of this process, of one core. */
  cpu: z.number(),
});
export type LoadReport = z.infer<typeof loadReportSchema>;

const ID_DIGITS = 12;
const TIME_LENGTH = 24;
/** Bodies of a connection: what is alike in them comes again this soon. */
const BODIES = 4;
const SECONDS_BACK = 200;

interface Body {
  readonly bytes: Buffer;
  readonly ids: readonly number[];
  readonly times: readonly number[];
  readonly secondsBack: readonly number[];
}

process.once('message', (message: unknown) => {
  void load(loadOrderSchema.parse(message)).then(report => {
    process.send?.(report);
    process.disconnect();
  });
});

async function load(order: LoadOrder): Promise<LoadReport> {
  const random = seededRandom(order.batch);
  const senders = Array.from({ length: order.connections }, (_, at) => new Sender(order, at, random));
  const cpu = process.cpuUsage();
  const started = performance.now();
  const until = started + order.seconds * 1_000;
  await Promise.all(senders.map(sender => sender.run(until)));
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const latencies = senders.flatMap(sender => sender.latencies).sort((a, b) => a - b);
  const sum = (of: (sender: Sender) => number) => senders.reduce((total, sender) => total + of(sender), 0);
  return {
    accepted: sum(sender => sender.accepted),
    requests: latencies.length,
    seconds,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? 0,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? 0,
    refused: sum(sender => sender.refused),
    cpu: (user + system) / 1e6 / seconds,
  };
}

/** One connection with one request under way, of each tenant in turn. */
class Sender {
  readonly latencies: number[] = [];
  accepted = 0;
  refused = 0;
  readonly #order: LoadOrder;
  readonly #bodies: readonly Body[];
  readonly #heads: readonly Buffer[];
  #next: number;
  #turn: number;

  constructor(order: LoadOrder, at: number, random: () => number) {
    this.#order = order;
    this.#turn = at;
    // Every connection counts in a range of its own.
    this.#next = at * 10 ** (ID_DIGITS - 2);
    this.#bodies = Array.from({ length: BODIES }, () => makeBody(order, random));
    this.#heads = order.keys.flatMap(key =>
      this.#bodies.map(({ bytes }) => headOf(order, key, bytes.length)),
    );
  }

  async run(until: number): Promise<void> {
    const { host, port } = this.#order;
    const socket = connect({ host, port, noDelay: true });
    const answers = answersOf(socket);
    while (performance.now() < until) {
      const turn = this.#turn++;
      const body = this.#bodies[turn % BODIES];
      const head = this.#heads[(turn % this.#order.keys.length) * BODIES + (turn % BODIES)];
      if (body === undefined || head === undefined) throw new Error('no body to send');
      this.#next = freshen(body, this.#next, Date.now());
      const began = performance.now();
      socket.cork();
      socket.write(head);
      socket.write(body.bytes);
      socket.uncork();
      const { value: answer } = await answers.next();
      this.latencies.push(performance.now() - began);
      const accepted = acceptedOf(answer);
      this.accepted += accepted;
      this.refused += this.#order.batch - accepted;
    }
    socket.destroy();
  }
}

function headOf({ host, port }: LoadOrder, key: string, length: number): Buffer {
  return Buffer.from(
    `POST /v1/usage/events HTTP/1.1\r\nHost: ${host}:${port}\r\nAuthorization: Bearer ${key}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`,
  );
}

function makeBody({ batch, run }: LoadOrder, random: () => number): Body {
  const events = Array.from({ length: batch }, (_, at) =>
    makeEvent(`${run}-${String(at).padStart(ID_DIGITS, '0')}`, isoTime(Math.floor(random() * 1_000)), random),
  );
  const bytes = Buffer.from(JSON.stringify(events));
  const places = (field: string): number[] => {
    const found: number[] = [];
    for (let at = bytes.indexOf(field); at !== -1; at = bytes.indexOf(field, at + 1))
      found.push(at + field.length);
    return found;
  };
  return {
    bytes,
    ids: places(`"id":"${run}-`),
    times: places('"time":"'),
    secondsBack: events.map(() => Math.floor(ageOf(random) / 1_000) + 1),
  };
}

/** Other events: new ids, and times that are as long ago as they were. Answers the next number that is free. */
function freshen({ bytes, ids, times, secondsBack }: Body, next: number, now: number): number {
  const seconds = Array.from({ length: SECONDS_BACK }, (_, back) =>
    Buffer.from(isoTime(now - back * 1_000).slice(0, TIME_LENGTH - 5), 'latin1'),
  );
  let number = next;
  for (const [index, at] of ids.entries()) {
    bytes.write(String(number++).padStart(ID_DIGITS, '0'), at, 'latin1');
    seconds[secondsBack[index] ?? 0]?.copy(bytes, times[index]);
  }
  return number;
}

function acceptedOf(answer: string | undefined): number {
  if (answer === undefined) throw new Error('the connection was closed');
  if (!answer.startsWith('HTTP/1.1 200')) process.stderr.write(`${answer.slice(0, 600)}\n`);
  return Number(/"counts":\{"accepted":(\d+)/.exec(answer)?.[1] ?? 0);
}

/** The beginning and the end of each answer; what lies between is only measured. */
async function* answersOf(socket: Socket): AsyncGenerator<string, undefined> {
  let head = '';
  let tail = '';
  let missing = -1;
  for await (const chunk of socket) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('a socket gives bytes');
    if (missing < 0) {
      head += chunk.toString('latin1');
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) continue;
      const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? Number.NaN);
      missing = end + 4 + length - head.length;
      tail = head;
    } else {
      missing -= chunk.length;
      tail = tail.slice(-200) + chunk.toString('latin1', Math.max(0, chunk.length - 200));
    }
    if (missing > 0) continue;
    yield head.slice(0, 600) + tail.slice(-300);
    head = '';
    missing = -1;
  }
  return undefined;
}
