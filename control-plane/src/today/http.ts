import { todayQuerySchema, todaySchema } from '@tenantry/contracts/commercial/today';
import { z } from 'zod';
import { decodeCursor, encodeCursor, invalidCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Place } from './need.ts';
import type { Today } from './today.ts';

const placeSchema = z.tuple([z.number(), z.number(), z.number(), z.string(), z.string()]);

/** `lastVisit`: when somebody's visit before this one ended; nothing on the first. */
export type LastVisit = (personId: string) => Promise<string | undefined>;

export function todayRoutes(today: Today, lastVisit: LastVisit): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/today',
      operation: 'getToday',
      tag: 'customer health',
      summary: 'Who needs somebody today, and why: worst and newly changed first',
      description:
        'The list moves while it is read: a page goes on behind the place of the last one before it, so nobody comes ' +
        'twice, and whoever moved to a place that was read before is on the first page the next time.',
      query: todayQuerySchema,
      responses: { 200: todaySchema },
      handle: async ({ query: { cursor, ...query }, principal }) => {
        const { limit: _, ...filter } = query;
        const list = ['today', JSON.stringify(filter)];
        const since = query.since === 'visit' ? await lastVisit(principal.id) : query.since;
        const { nextPlace, ...body } = await today.page(
          { ...query, since },
          cursor === undefined ? undefined : placeIn(list, cursor),
        );
        return {
          status: 200,
          body: { ...body, ...(nextPlace && { next: encodeCursor(list, nextPlace) }) },
        };
      },
    }),
  ];
}

/** @throws Problem invalid_cursor also for a place that this list has not */
function placeIn(list: readonly string[], cursor: string): Place {
  const place = placeSchema.safeParse(decodeCursor(list, cursor));
  if (!place.success) throw invalidCursor();
  return place.data;
}
