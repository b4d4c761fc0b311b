import {
  consoleViewListSchema,
  consoleViewParamsSchema,
  consoleViewPatchSchema,
  consoleViewQuerySchema,
  consoleViewSchema,
  newConsoleViewSchema,
} from '@tenantry/contracts/api/console';
import { z } from 'zod';
import { etagOf } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { whoOf } from '../tenants/who.ts';
import type { Preferences } from './preferences.ts';
import type { View, Viewer, Views } from './views.ts';

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'principal' | 'requestId'>;

const viewerOf = (call: AnyCall): Viewer => ({
  ...whoOf(call),
  mayTendShared: call.principal.roles.includes('admin'),
});

export function viewRoutes(views: Views, preferences: Preferences): Route[] {
  const pinsOf = async (personId: string) => (await preferences.get(personId)).state.pinnedViews ?? [];
  const answer = async (status: number, view: View, personId: string) => ({
    status,
    body: bodyOf(view, personId, await pinsOf(personId)),
    headers: { etag: etagOf(view.version) },
  });
  return [
    defineRoute({
      method: 'get',
      path: '/v1/console/views',
      operation: 'listConsoleViews',
      tag: 'console',
      summary: 'Saved views: the caller’s, and those that are shared',
      query: consoleViewQuerySchema,
      responses: { 200: consoleViewListSchema },
      handle: async ({ principal: { id }, query }) => {
        const [found, pins] = await Promise.all([views.list(id, query.page), pinsOf(id)]);
        return { status: 200, body: { items: found.map(view => bodyOf(view, id, pins)) } };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/console/views',
      operation: 'createConsoleView',
      tag: 'console',
      summary: 'Save a view of a list',
      description:
        'What is to be pinned is refused when nothing more can be. When others take the last place meanwhile, the view is saved all the same, and the answer says that it is not pinned.',
      body: newConsoleViewSchema,
      responses: { 201: consoleViewSchema },
      idempotent: true,
      handle: async call => {
        const { pinned, ...given } = call.body;
        if (pinned) await preferences.demandRoom(call.principal.id, call.newId);
        const view = await views.create(call.newId, given, whoOf(call));
        if (pinned) await preferences.pin(call.principal.id, view.viewId, true).catch(ignoreConflict);
        return answer(201, view, call.principal.id);
      },
    }),
    defineRoute({
      method: 'patch',
      path: '/v1/console/views/{viewId}',
      operation: 'updateConsoleView',
      tag: 'console',
      summary: 'Change a view, or pin it for the caller',
      description:
        'What is shared is changed by its owner or an admin; whoever sees it may pin it. If-Match is about the view: a pin is the caller’s own, and changes no version.',
      params: consoleViewParamsSchema,
      body: consoleViewPatchSchema,
      responses: { 200: consoleViewSchema },
      precondition: 'optional',
      handle: async call => {
        const { viewId } = call.params;
        const { pinned, ...patch } = call.body;
        const changes = Object.keys(patch).length > 0;
        if (pinned && changes) await preferences.demandRoom(call.principal.id, viewId);
        const view = changes
          ? await views.change(viewId, patch, call.ifMatch, viewerOf(call))
          : await views.seen(viewId, call.principal.id);
        if (pinned !== undefined) await preferences.pin(call.principal.id, viewId, pinned);
        return answer(200, view, call.principal.id);
      },
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/console/views/{viewId}',
      operation: 'deleteConsoleView',
      tag: 'console',
      summary: 'Remove a view',
      params: consoleViewParamsSchema,
      responses: { 204: z.undefined() },
      precondition: 'optional',
      handle: async call => {
        await views.remove(call.params.viewId, call.ifMatch, viewerOf(call));
        return { status: 204 };
      },
    }),
  ];
}

/** What is saved already is no conflict: the answer says what became of the pin. */
function ignoreConflict(error: unknown): void {
  if (!(error instanceof Problem && error.code === 'conflict')) throw error;
}

function bodyOf({ viewId, version, at, state }: View, personId: string, pins: readonly string[]) {
  const { ownerId, page, text, shared } = state;
  return {
    viewId,
    ...text,
    page,
    shared,
    own: ownerId === personId,
    pinned: pins.includes(viewId),
    updatedAt: at,
    version,
  };
}
