import { streamQuerySchema } from '@tenantry/contracts/commercial/stream';
import { Gauge } from 'prom-client';
import { z } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../context.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { OpenOutbox } from '../outbox/open-outbox.ts';
import type { Change } from '../storage/aggregates.ts';
import { type StillIs, StreamHub, type StreamLimits } from './hub.ts';
import { OutboxTail, type Told } from './tail.ts';

const LOOK_EVERY = 500;
const HEARTBEAT_EVERY = 20_000;
const RECHECK_EVERY = 15_000;

export interface OpenStream {
  readonly routes: readonly Route[];
  readonly hub: StreamHub;
  /** Tells what was told since; the tasks do it by themselves. */
  look(): Promise<void>;
  /** Told of what any replica told, at most a moment later. */
  follow(listener: (fresh: readonly Told[]) => void): void;
  /** Ends every stream; nobody is let in any more. */
  end(): void;
}

export async function openStream(
  context: Context,
  parts: {
    readonly outbox: OpenOutbox;
    readonly stillIs: StillIs;
    readonly limits?: Partial<StreamLimits>;
  },
): Promise<OpenStream> {
  const { outbox, stillIs, limits } = parts;
  const tail = new OutboxTail(outbox.reader);
  const { generation } = outbox;
  const hub = new StreamHub({ tail, generation, clock: context.clock, stillIs, ...(limits && { limits }) });
  const look = () => tail.read();
  // At once for what this process told, and lists show: who hears of it reads it again. The task finds the rest.
  context.onProjected(({ events }) => {
    if (events.length > 0 && hub.size > 0)
      look().catch(error => context.logger.warn({ err: error }, 'the outbox cannot be followed'));
  });
  context.every('follow the outbox for live streams', LOOK_EVERY, look);
  context.every('say on live streams that somebody is there', HEARTBEAT_EVERY, async () => hub.heartbeat());
  context.every('look again who may listen', RECHECK_EVERY, () => hub.recheck());
  context.addProjection(async change => {
    const applies = hub.size > 0 ? mayBeMeant(change) : undefined;
    // It keeps up nobody who changes something: the task looks again.
    if (applies)
      await hub
        .recheck(applies)
        .catch(error => context.logger.warn({ err: error }, 'it is not known who may still listen'));
  });
  const clients = new Gauge({
    name: 'tenantry_stream_clients',
    help: 'Clients that listen to the live stream of this process',
    registers: [context.metrics],
    collect(): void {
      clients.set(hub.size);
    },
  });
  return {
    routes: [streamRoute(hub, tail)],
    hub,
    look,
    follow: listener => tail.follow(listener),
    end: () => hub.end(),
  };
}

type Applies = (principal: Principal) => boolean;

/**
 * Who may be nobody any more after a change; nothing when it is nobody. Sessions end with the key or user that they
 * stand on. Keys and sessions begin with their first change, users are sent away by it.
 */
function mayBeMeant({ kind, aggregateId, version }: Change<unknown>): Applies | undefined {
  if (kind === 'user') return ({ by }) => by === 'session' || by === 'token';
  if (version === 1) return undefined;
  if (kind === 'session') return ({ sessionId }) => sessionId === aggregateId;
  if (kind === 'api_key') return ({ id }) => id === `key:${aggregateId}`;
  return undefined;
}

function streamRoute(hub: StreamHub, tail: OutboxTail): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/stream',
    operation: 'followStream',
    tag: 'events',
    summary: 'Hear at once what is otherwise, to read it again',
    description:
      'Server-sent events: `invalidate` names a thing that has changed, never what it is now. ' +
      '`reset` says to read everything again. It ends after some minutes; come back with Last-Event-ID.',
    query: streamQuerySchema,
    responses: { 200: z.string().meta({ description: 'Events as they come; see docs/reference/stream.md' }) },
    produces: 'text/event-stream',
    handle: async ({ principal, query, header }) => {
      hub.checkRoom(principal);
      const lastEventId = [header('last-event-id'), query.lastEventId].find(
        id => id !== undefined && id !== '',
      );
      if (tail.place === undefined) await tail.read();
      return { status: 200, live: client => hub.join(principal, client, lastEventId) };
    },
  });
}
