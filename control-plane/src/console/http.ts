import {
  consoleDraftInputSchema,
  consoleDraftListSchema,
  consoleDraftParamsSchema,
  consoleDraftSchema,
  consolePreferencesInputSchema,
  consolePreferencesSchema,
  consoleStepsSchema,
  consoleVisitSchema,
} from '@tenantry/contracts/api/console';
import { z } from 'zod';
import { type Rate, TokenBuckets } from '../access/token-buckets.ts';
import type { Clock } from '../clock.ts';
import { etagOf } from '../http/etag.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Draft, Drafts } from './drafts.ts';
import type { Preferences, PreferencesInForce } from './preferences.ts';
import type { ConsoleSteps } from './steps.ts';
import type { Visits } from './visits.ts';

/** A console sends a batch in five seconds, and one for each page that is left; this is for a few windows of them. */
const STEPS_RATE: Rate = { perSecond: 1, burst: 20 };

/** What each caller keeps for itself: of anybody else's there is no address. */
export function personRoutes(preferences: Preferences, visits: Visits): Route[] {
  return [...preferenceRoutes(preferences), ...visitRoutes(visits)];
}

function preferenceRoutes(preferences: Preferences): Route[] {
  const answer = ({ version, at, state }: PreferencesInForce) => ({
    status: 200,
    body: { ...state, ...(at !== undefined && { updatedAt: at }), version },
    headers: { etag: etagOf(version) },
  });
  return [
    defineRoute({
      method: 'get',
      path: '/v1/console/preferences',
      operation: 'getConsolePreferences',
      tag: 'console',
      summary: 'How the caller wants the console',
      responses: { 200: consolePreferencesSchema },
      precondition: 'optional',
      handle: async ({ principal }) => answer(await preferences.get(principal.id)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/console/preferences',
      operation: 'replaceConsolePreferences',
      tag: 'console',
      summary: 'Keep how the caller wants the console',
      description: 'Takes the place of what was kept. The record of who did what does not tell of it.',
      body: consolePreferencesInputSchema,
      responses: { 200: consolePreferencesSchema },
      precondition: 'optional',
      handle: async ({ principal, body, ifMatch }) =>
        answer(await preferences.replace(principal.id, body, ifMatch)),
    }),
  ];
}

function visitRoutes(visits: Visits): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/console/visits',
      operation: 'getConsoleVisit',
      tag: 'console',
      summary: 'When the caller was here before',
      responses: { 200: consoleVisitSchema },
      handle: async ({ principal }) => ({ status: 200, body: await visits.get(principal.id) }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/console/visits',
      operation: 'recordConsoleVisit',
      tag: 'console',
      summary: 'Say that the caller is here',
      description:
        'The visit goes on, or another one begins when nobody was there for half an hour; then `since` is when the one before ended. Sent again, it is the same visit.',
      responses: { 200: consoleVisitSchema },
      handle: async ({ principal }) => ({ status: 200, body: await visits.record(principal.id) }),
    }),
  ];
}

export function draftRoutes(drafts: Drafts): Route[] {
  const answer = (draft: Draft) => ({
    status: 200,
    body: draft,
    headers: { etag: etagOf(draft.version) },
  });
  return [
    defineRoute({
      method: 'get',
      path: '/v1/console/drafts',
      operation: 'listConsoleDrafts',
      tag: 'console',
      summary: 'What the caller has begun to write',
      responses: { 200: consoleDraftListSchema },
      handle: async ({ principal }) => {
        const all = await drafts.list(principal.id);
        return { status: 200, body: { items: all.map(({ content: _, ...head }) => head) } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/console/drafts/{draftId}',
      operation: 'getConsoleDraft',
      tag: 'console',
      summary: 'One of the caller’s drafts',
      params: consoleDraftParamsSchema,
      responses: { 200: consoleDraftSchema },
      precondition: 'optional',
      handle: async ({ principal, params }) => answer(await drafts.get(principal.id, params.draftId)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/console/drafts/{draftId}',
      operation: 'saveConsoleDraft',
      tag: 'console',
      summary: 'Keep what the caller has begun to write',
      params: consoleDraftParamsSchema,
      body: consoleDraftInputSchema,
      responses: { 200: consoleDraftSchema },
      precondition: 'optional',
      handle: async ({ principal, params, body, ifMatch }) =>
        answer(await drafts.save(principal.id, params.draftId, body.content, ifMatch)),
    }),
    defineRoute({
      method: 'delete',
      path: '/v1/console/drafts/{draftId}',
      operation: 'deleteConsoleDraft',
      tag: 'console',
      summary: 'Throw a draft away',
      params: consoleDraftParamsSchema,
      responses: { 204: z.undefined() },
      precondition: 'optional',
      handle: async ({ principal, params, ifMatch }) => {
        await drafts.remove(principal.id, params.draftId, ifMatch);
        return { status: 204 };
      },
    }),
  ];
}

export function stepRoutes(steps: ConsoleSteps, clock: Clock): Route[] {
  const rate = new TokenBuckets(STEPS_RATE, clock);
  return [
    defineRoute({
      method: 'post',
      path: '/v1/console/telemetry',
      operation: 'recordConsoleSteps',
      tag: 'console',
      summary: 'Tell of steps that are over',
      description:
        'They are counted in memory and shown by `/metrics`, without a word of whose they were. Nothing waits for it, and nothing is stored. Whoever sends more often than a console does is refused.',
      body: consoleStepsSchema,
      responses: { 204: z.undefined() },
      handle: async ({ principal, body }) => {
        const seconds = rate.take(principal.id);
        if (seconds > 0) throw new Problem('rate_limited', 'too many steps', { retryAfter: seconds });
        steps.record(body.steps);
        return { status: 204 };
      },
    }),
  ];
}
