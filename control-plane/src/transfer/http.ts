import { z } from 'zod';
import { TokenBuckets } from '../access/token-buckets.ts';
import type { Audit } from '../audit/audit.ts';
import type { Context } from '../context.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { exportInstallation } from './export-installation.ts';

/** Each costs a walk over everything there is: two at once, then one in ten minutes, on each replica. */
const RATE = { perSecond: 1 / 600, burst: 2 };
/** The one at a time is over when its answer is. */
const BUSY_FOR = 60;

const exportRequestSchema = z
  .strictObject({
    passphrase: z.string().min(16).max(1_024).meta({
      description: 'What the file is locked with. It is kept nowhere: without it nobody opens the file',
    }),
  })
  .meta({ id: 'ExportRequest', description: 'How an export is to be locked' });

/** Taking everything along while the control plane runs: the only way with a SQLite file, which has one owner. */
export function transferRoutes(context: Context, audit: Audit): Route[] {
  const { store, clock, logger } = context;
  const rate = new TokenBuckets(RATE, clock);
  let running = false;
  return [
    defineRoute({
      method: 'post',
      path: '/v1/export',
      operation: 'exportInstallation',
      tag: 'installation',
      summary: 'Everything there is, in one encrypted file',
      description:
        'Consistent while others write. `tenantry import` takes it into an empty store of either kind. An answer that breaks off is no file: the import refuses it, and so does whoever looks whether the answer came to its end. One at a time on each replica, and few in an hour.',
      body: exportRequestSchema,
      responses: { 200: z.string().meta({ description: 'The file', format: 'binary' }) },
      produces: 'application/octet-stream',
      handle: async ({ body: { passphrase }, principal, requestId, newId }) => {
        if (running)
          throw new Problem('rate_limited', 'an export is being written', { retryAfter: BUSY_FOR });
        const seconds = rate.take('export');
        if (seconds > 0) throw new Problem('rate_limited', 'too many exports', { retryAfter: seconds });
        const entry = {
          actorId: principal.id,
          actorName: principal.name,
          outcome: 'done',
          target: `export/${newId}`,
          requestId,
        } as const;
        await audit.record({ ...entry, id: `export/${newId}`, action: 'installation.exported' });
        const bytes = exportInstallation({ store, clock, secret: { passphrase }, exportId: newId });
        return {
          status: 200,
          text: { type: 'application/octet-stream', content: once(bytes) },
          headers: { 'content-disposition': `attachment; filename="tenantry-${newId}.export"` },
        };
      },
    }),
  ];

  async function* once(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    running = true;
    let whole = false;
    try {
      yield* bytes;
      whole = true;
    } finally {
      running = false;
      logger.info({ whole }, 'an export ended');
    }
  }
}
