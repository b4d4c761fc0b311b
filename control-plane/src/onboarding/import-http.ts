import { pageQuery } from '@tenantry/contracts/api/list';
import {
  importPreviewSchema,
  importQuerySchema,
  importRowsPageSchema,
  importSchema,
} from '@tenantry/contracts/commercial/onboarding';
import { IMPORT_BYTES_MAX, IMPORT_COLUMNS } from '@tenantry/contracts/commercial/onboarding-file';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type RawBody, type Route } from '../http/route.ts';
import { whoOf } from '../tenants/who.ts';
import type { Import, Imports } from './imports.ts';
import { statusOf } from './submission.ts';

const params = z.strictObject({ importId: z.uuidv7() });
const ROOT = '/v1/onboarding/imports';

const csvBody: RawBody = {
  types: ['text/csv'],
  limit: IMPORT_BYTES_MAX,
  example: `slug,displayName,contactName,contactEmail,planId,tags\nsample-acme,Acme (sample),Jo Doe,jo@example.com,pro,eu;pilot\n`,
};
const COLUMNS = `Columns: ${IMPORT_COLUMNS.join(', ')}. Tags are separated by semicolons.`;

export function importRoutes(imports: Imports): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: `${ROOT}/preview`,
      operation: 'previewImport',
      tag: 'onboarding',
      summary: 'What an import of a CSV file would do, row by row; nothing is stored',
      description: COLUMNS,
      raw: csvBody,
      responses: { 200: importPreviewSchema },
      handle: async ({ bytes }) => {
        const rows = await imports.preview(bytes);
        const faulty = rows.filter(({ faults }) => faults.length > 0).length;
        return { status: 200, body: { rows, good: rows.length - faulty, faulty } };
      },
    }),
    defineRoute({
      method: 'post',
      path: ROOT,
      operation: 'applyImport',
      tag: 'onboarding',
      summary: 'Onboard every customer of a CSV file',
      description: `Each row becomes a submission. ${COLUMNS}`,
      query: importQuerySchema,
      raw: csvBody,
      responses: { 202: importSchema },
      idempotent: true,
      handle: async call => {
        const made = await imports.apply(call.newId, call.bytes, call.query.faulty, whoOf(call));
        return {
          status: 202,
          body: await toImport(imports, made),
          headers: { location: `${ROOT}/${made.id}` },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{importId}`,
      operation: 'getImport',
      tag: 'onboarding',
      summary: 'An import, and how many of its rows stand where',
      params,
      responses: { 200: importSchema },
      handle: async call => ({
        status: 200,
        body: await toImport(imports, await imports.load(call.params.importId)),
      }),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{importId}/rows`,
      operation: 'listImportRows',
      tag: 'onboarding',
      summary: 'The rows of an import and where each stands',
      params,
      query: z.strictObject(pageQuery),
      responses: { 200: importRowsPageSchema },
      handle: async call => {
        const { limit, cursor } = call.query;
        const list = ['import', call.params.importId];
        const from = cursor === undefined ? 0 : offsetOf(decodeCursor(list, cursor)[0]);
        const { rows } = await imports.load(call.params.importId);
        const page = rows.slice(from, from + limit);
        const heads = await imports.headsOf(page);
        const items = page.map(({ line, form, submissionId, tenantId }) => {
          const state = heads.get(submissionId)?.state;
          const slug = form.company?.slug ?? '';
          const where = state && {
            status: statusOf(state),
            ...(state.blocked && { message: state.blocked.message }),
          };
          return { line, slug, submissionId, tenantId, ...where };
        });
        const next = from + limit < rows.length ? encodeCursor(list, [from + limit]) : undefined;
        return { status: 200, body: { items, ...(next !== undefined && { next }) } };
      },
    }),
  ];
}

async function toImport(imports: Imports, { id, at, actor, rows }: Import) {
  const heads = await imports.headsOf(rows);
  const statuses: Record<string, number> = {};
  for (const { state } of heads.values()) {
    const status = statusOf(state);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  return { importId: id, at, by: actor.name, total: rows.length, begun: heads.size, statuses };
}

function offsetOf(value: unknown): number {
  const offset = z.int().min(0).safeParse(value);
  if (!offset.success) throw new Problem('invalid_cursor');
  return offset.data;
}
