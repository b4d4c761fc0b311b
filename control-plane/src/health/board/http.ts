import {
  healthMovesQuerySchema,
  healthMovesSchema,
  healthOverviewQuerySchema,
  healthOverviewSchema,
} from '@tenantry/contracts/commercial/health-overview';
import { type Clock, isoTime } from '../../clock.ts';
import { decodeCursor, encodeCursor, invalidCursor } from '../../http/cursor.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { TenantRoll } from '../../tenants/tenant-roll.ts';
import type { HealthBoard } from './health-board.ts';
import { movesOf, overviewOf, standingsOf } from './overview.ts';

const tag = 'customer health';

export function healthBoardRoutes(
  board: HealthBoard,
  roll: Pick<TenantRoll, 'values'>,
  clock: Clock,
): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/health/overview',
      operation: 'getHealthOverview',
      tag,
      summary: 'How all customers do: by state, score, plan and month of start, and who moved',
      query: healthOverviewQuerySchema,
      responses: { 200: healthOverviewSchema },
      handle: async ({ query }) => {
        const standings = standingsOf(roll.values(), await board.read(), query);
        return { status: 200, body: overviewOf(standings, isoTime(clock.now())) };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/health/moves',
      operation: 'listHealthMoves',
      tag,
      summary: 'Customers whose state is another one than 7 or 30 days ago, the steepest fall first',
      query: healthMovesQuerySchema,
      responses: { 200: healthMovesSchema },
      handle: async ({ query: { cursor, limit, ...query } }) => {
        const list = ['health-moves', JSON.stringify(query)];
        const [from = 0] = cursor === undefined ? [] : decodeCursor(list, cursor);
        if (typeof from !== 'number') throw invalidCursor();
        const moves = movesOf(standingsOf(roll.values(), await board.read(), query), query);
        const to = from + limit;
        const body = {
          items: moves.slice(from, to),
          total: moves.length,
          ...(to < moves.length && { next: encodeCursor(list, [to]) }),
        };
        return { status: 200, body };
      },
    }),
  ];
}
