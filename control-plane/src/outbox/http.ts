import { EVENT_TYPE_PREFIX, eventPageSchema, eventsQuerySchema } from '@tenantry/contracts/commercial/event';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { OutboxItem } from './entry.ts';
import { BEGINNING, type OutboxReader, type Place } from './outbox-reader.ts';
import { publishedEvent } from './published-event.ts';

/** `generation` names this outbox: a cursor of another is none of it. */
export function eventRoutes(reader: OutboxReader, generation: string): Route[] {
  const list = ['events', generation];
  return [
    defineRoute({
      method: 'get',
      path: '/v1/events',
      operation: 'listEvents',
      tag: 'events',
      summary: 'What was decided, in one order, each once',
      description:
        'For integrations that follow along: keep `next`, and ask with it again for what came since. Nothing is ' +
        'ever added before a cursor. A cursor that is refused is of an outbox that was lost and made anew: begin ' +
        'without one; ids stay the same.',
      query: eventsQuerySchema,
      responses: { 200: eventPageSchema },
      handle: async ({ query: { cursor, limit, type, tenantId } }) => {
        const after = cursor === undefined ? BEGINNING : placeOf(decodeCursor(list, cursor));
        const wanted = (item: OutboxItem) =>
          (type === undefined || EVENT_TYPE_PREFIX + item.type === type) &&
          (tenantId === undefined || item.tenantId === tenantId);
        const { items, next } = await reader.read(after, limit, wanted);
        return {
          status: 200,
          body: {
            items: items.map(publishedEvent),
            next: encodeCursor(list, [next.number, next.position]),
          },
        };
      },
    }),
  ];
}

function placeOf([number, position]: readonly (string | number)[]): Place {
  return Number.isSafeInteger(number) && Number.isSafeInteger(position)
    ? { number: Math.max(0, Number(number)), position: Number(position) }
    : BEGINNING;
}
