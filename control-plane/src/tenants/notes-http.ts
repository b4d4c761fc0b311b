import { pageQuery } from '@tenantry/contracts/api/list';
import {
  newNoteSchema,
  notePageSchema,
  noteSchema,
  tenantIdSchema,
} from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Notes } from './notes.ts';
import type { TenantService } from './tenant-service.ts';
import { whoOf } from './who.ts';

const tenantParams = z.strictObject({ tenantId: tenantIdSchema });
const noteParams = z.strictObject({ tenantId: tenantIdSchema, noteId: z.uuidv7() });

export function noteRoutes(service: TenantService, notes: Notes, clock: Clock): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/notes',
      operation: 'listTenantNotes',
      tag: 'tenants',
      summary: 'Notes on a tenant, the newest first',
      params: tenantParams,
      query: z.strictObject(pageQuery),
      responses: { 200: notePageSchema },
      tenantParam: 'tenantId',
      handle: async ({ params, query }) => {
        await service.load(params.tenantId);
        const list = ['notes', params.tenantId];
        const after = query.cursor === undefined ? undefined : decodeCursor(list, query.cursor);
        const { items, next } = await notes.list(params.tenantId, { limit: query.limit, after });
        const body = {
          items: items.map(({ id, state: { removed: _, ...note } }) => ({ noteId: id, ...note })),
          ...(next && { next: encodeCursor(list, next) }),
        };
        return { status: 200, body };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/notes',
      operation: 'addTenantNote',
      tag: 'tenants',
      summary: 'Write a note on a tenant',
      params: tenantParams,
      body: newNoteSchema,
      responses: { 201: noteSchema },
      idempotent: true,
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        await service.load(tenantId);
        const note = { ...call.body, tenantId, at: isoTime(clock.now()) };
        const { removed: _, ...made } = await notes.add(call.newId, note, whoOf(call));
        return { status: 201, body: { noteId: call.newId, ...made } };
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/tenants/{tenantId}/notes/{noteId}',
      operation: 'removeTenantNote',
      tag: 'tenants',
      summary: 'Remove a note',
      params: noteParams,
      responses: { 204: z.undefined() },
      tenantParam: 'tenantId',
      handle: async call => {
        await notes.remove(call.params.tenantId, call.params.noteId, whoOf(call));
        return { status: 204 };
      },
    }),
  ];
}
