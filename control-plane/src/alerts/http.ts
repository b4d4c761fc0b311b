import {
  acknowledgeAlertSchema,
  alertHistoryQuerySchema,
  alertHistorySchema,
  alertIdSchema,
  alertListQuerySchema,
  alertPageSchema,
  alertSchema,
  alertSummarySchema,
  assignAlertSchema,
  snoozeAlertSchema,
  UNACKNOWLEDGE_MINUTES,
} from '@tenantry/contracts/commercial/alert-api';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { decodeCursor, encodeCursor, invalidCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Versioned } from '../storage/aggregates.ts';
import type { TenantRoll } from '../tenants/tenant-roll.ts';
import { whoOf } from '../tenants/who.ts';
import type { Alert } from './alert.ts';
import type { Alerts } from './alerts.ts';
import { toAlert, toAlertChange } from './convert.ts';
import { acknowledge, assign, snooze, unacknowledge } from './decisions.ts';
import { countsOfInbox, pageOfInbox } from './inbox.ts';

const params = z.strictObject({ alertId: alertIdSchema });
const ROOT = '/v1/alerts';

export interface AlertRouteParts {
  readonly alerts: Alerts;
  readonly roll: Pick<TenantRoll, 'get'>;
  readonly clock: Clock;
}

export function alertRoutes(parts: AlertRouteParts): Route[] {
  return [...readRoutes(parts), ...changeRoutes(parts)];
}

function bodyOf({ roll, clock }: AlertRouteParts, { state, version }: Versioned<Alert>) {
  const tenantName = state.tenantId === undefined ? undefined : roll.get(state.tenantId)?.displayName;
  return toAlert(state, { version, now: clock.now(), tenantName });
}

function readRoutes(parts: AlertRouteParts): Route[] {
  const { alerts, clock } = parts;
  return [
    defineRoute({
      method: 'get',
      path: ROOT,
      operation: 'listAlerts',
      tag: 'alerts',
      summary: 'The inbox: what there is to look at, the most urgent first',
      query: alertListQuerySchema,
      responses: { 200: alertPageSchema },
      handle: async ({ query }) => {
        const { items, next } = await pageOfInbox(alerts.heads, query, clock);
        return {
          status: 200,
          body: { items: items.map(head => bodyOf(parts, head)), ...(next !== undefined && { next }) },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/summary`,
      operation: 'countAlerts',
      tag: 'alerts',
      summary: 'How many alerts there are, by level and state',
      responses: { 200: alertSummarySchema },
      handle: async () => ({ status: 200, body: await countsOfInbox(alerts.heads, clock) }),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{alertId}`,
      operation: 'getAlert',
      tag: 'alerts',
      summary: 'One alert',
      params,
      responses: { 200: alertSchema },
      handle: async call => answerOf(parts, await alerts.load(call.params.alertId)),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{alertId}/history`,
      operation: 'listAlertHistory',
      tag: 'alerts',
      summary: 'What became of an alert, change by change, the oldest first',
      params,
      query: alertHistoryQuerySchema,
      responses: { 200: alertHistorySchema },
      handle: async ({ params: { alertId }, query: { limit, cursor } }) => {
        await alerts.load(alertId);
        const list = ['alert-history', alertId];
        const [after = 0] = cursor === undefined ? [] : decodeCursor(list, cursor);
        if (typeof after !== 'number') throw invalidCursor();
        const found = await alerts.history(alertId, after, limit + 1);
        const items = found.slice(0, limit);
        const last = items.at(-1);
        const next = found.length > limit && last ? encodeCursor(list, [last.version]) : undefined;
        return {
          status: 200,
          body: { items: items.map(toAlertChange), ...(next !== undefined && { next }) },
        };
      },
    }),
  ];
}

function changeRoutes(parts: AlertRouteParts): Route[] {
  const { alerts } = parts;
  return [
    defineRoute({
      method: 'post',
      path: `${ROOT}/{alertId}/acknowledge`,
      operation: 'acknowledgeAlert',
      tag: 'alerts',
      summary: 'Say that somebody has taken it on, as urgent as it is now',
      params,
      body: acknowledgeAlertSchema,
      responses: { 200: alertSchema },
      handle: async call => {
        const who = whoOf(call);
        const decide = acknowledge(who.actor, call.body.note);
        return answerOf(parts, await alerts.change(call.params.alertId, decide, who));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{alertId}/unacknowledge`,
      operation: 'unacknowledgeAlert',
      tag: 'alerts',
      summary: 'Take back that the caller has taken it on',
      description:
        `Within ${UNACKNOWLEDGE_MINUTES} minutes of it; afterwards 409. What somebody else had said before holds again. ` +
        'Where the caller has said nothing, or said it again, it changes nothing.',
      params,
      responses: { 200: alertSchema },
      handle: async call => {
        const who = whoOf(call);
        return answerOf(parts, await alerts.change(call.params.alertId, unacknowledge(who.actor), who));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{alertId}/snooze`,
      operation: 'snoozeAlert',
      tag: 'alerts',
      summary: 'Tell nobody of it for a time, unless it becomes more urgent',
      params,
      body: snoozeAlertSchema,
      responses: { 200: alertSchema },
      handle: async call => {
        const who = whoOf(call);
        const decide = snooze(who.actor, call.body.until, call.body.note);
        return answerOf(parts, await alerts.change(call.params.alertId, decide, who));
      },
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/{alertId}/assign`,
      operation: 'assignAlert',
      tag: 'alerts',
      summary: 'Say who looks after it',
      params,
      body: assignAlertSchema,
      responses: { 200: alertSchema },
      handle: async call => {
        const decide = assign(call.body.assignee);
        return answerOf(parts, await alerts.change(call.params.alertId, decide, whoOf(call)));
      },
    }),
  ];
}

function answerOf(parts: AlertRouteParts, alert: Versioned<Alert>) {
  return { status: 200, body: bodyOf(parts, alert), headers: { etag: etagOf(alert.version) } };
}
