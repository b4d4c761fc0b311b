import { tenantTableQuerySchema, tenantTableSchema } from '@tenantry/contracts/commercial/tenant-table';
import { z } from 'zod';
import { type Clock, isoTime } from '../../clock.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { digestOf } from '../../storage/canonical.ts';
import { hiddenFrom, isCompressed, TableAnswers } from './table-answer.ts';
import type { TenantTable } from './tenant-table.ts';

export function tenantTableRoutes(table: TenantTable, clock: Clock): Route[] {
  const answers = new TableAnswers();
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/table',
      operation: 'getTenantTable',
      tag: 'tenants',
      summary: 'All tenants at once, in columns, for consoles; or what is otherwise since',
      description:
        'Compressed for whoever takes gzip. What this process decided is in it at once, what another replica ' +
        'decided a moment later; use is some seconds behind. Versions are of one process: of one that it does not ' +
        'know it answers everything, and so it does of one that is far behind: `whole` says which. With If-None-Match of ' +
        'the ETag it answers 304 while nothing is otherwise of what the caller may see.',
      query: tenantTableQuerySchema,
      responses: { 200: tenantTableSchema, 304: z.undefined() },
      handle: async ({ query, principal, header }) => {
        const state = await table.read(query.since);
        const hidden = hiddenFrom(principal);
        const etag = etagFor(state.version, hidden);
        const headers = { etag, vary: 'accept-encoding, authorization, cookie' };
        const known = (header('if-none-match') ?? '').split(',').map(tag => tag.trim().replace(/^W\//, ''));
        if (query.since === undefined && known.includes(etag)) return { status: 304, headers };
        const answer = answers.answerOf(state, hidden, isoTime(clock.now()));
        if (!isCompressed(answer.json, header('accept-encoding'))) {
          return { status: 200, text: { type: 'application/json', content: answer.json }, headers };
        }
        const packed = await answer.gzipped();
        return {
          status: 200,
          text: { type: 'application/json', content: whole(packed) },
          headers: { ...headers, 'content-encoding': 'gzip', 'content-length': String(packed.length) },
        };
      },
    }),
  ];
}

/** Of those who may see more or less, each has another: after a change of roles, or of who is signed in, no 304. */
function etagFor(version: string, hidden: readonly string[]): string {
  return `"${version}${hidden.length === 0 ? '' : `-${digestOf('hidden', ...hidden).slice(0, 8)}`}"`;
}

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
