import {
  alertRecipientsInputSchema,
  alertRecipientsSchema,
  tenantAlertRecipientsInputSchema,
  tenantAlertRecipientsSchema,
} from '@tenantry/contracts/commercial/alert-api';
import {
  type MailDeliveryBody,
  mailDeliveryPageSchema,
  mailDeliveryQuerySchema,
  mailStatusSchema,
  testMailOutcomeSchema,
  testMailSchema,
} from '@tenantry/contracts/commercial/alert-mail';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { notFound, Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { positionOf } from '../storage/documents.ts';
import { whoOf } from '../tenants/who.ts';
import { type Deliveries, type Delivery, deliveriesSpec } from './delivery.ts';
import type { Recipients, RecipientsInForce } from './recipients.ts';
import type { Outcome } from './smtp.ts';

export interface MailRouteParts {
  readonly deliveries: Deliveries;
  readonly recipients: Recipients;
  readonly hasTenant: (tenantId: string) => Promise<boolean>;
  /** undefined: no mail server is configured. */
  readonly from: string | undefined;
  readonly sendTest: ((to: string) => Promise<Outcome>) | undefined;
}

const params = z.strictObject({ tenantId: tenantIdSchema });
const MOST_PENDING = 1_000;

export function mailRoutes(parts: MailRouteParts): Route[] {
  return [...recipientRoutes(parts), ...serverRoutes(parts), deliveriesRoute(parts)];
}

function recipientRoutes({ recipients, hasTenant }: MailRouteParts): Route[] {
  const mustExist = async (tenantId: string) => {
    if (!(await hasTenant(tenantId))) throw notFound('such tenant');
  };
  const answer = ({ state, version, at }: RecipientsInForce) => ({
    status: 200,
    body: { recipients: state.recipients, ...(at !== undefined && { updatedAt: at }) },
    headers: { etag: etagOf(version) },
  });
  const answerOfTenant = (there: RecipientsInForce) => {
    const { body, ...rest } = answer(there);
    return { ...rest, body: { ...body, contactRoles: there.state.contactRoles } };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/v1/alert-recipients',
      operation: 'getAlertRecipients',
      tag: 'alerts',
      summary: 'Who is told of alerts by e-mail',
      responses: { 200: alertRecipientsSchema },
      precondition: 'optional',
      handle: async () => answer(await recipients.get(undefined)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/alert-recipients',
      operation: 'setAlertRecipients',
      tag: 'alerts',
      summary: 'Say who is told of alerts by e-mail, in the place of who was',
      body: alertRecipientsInputSchema,
      responses: { 200: alertRecipientsSchema },
      precondition: 'optional',
      handle: async call => {
        const after = { recipients: call.body.recipients, contactRoles: [] };
        return answer(await recipients.set(undefined, after, call.ifMatch, whoOf(call)));
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/alert-recipients',
      operation: 'getTenantAlertRecipients',
      tag: 'alerts',
      summary: 'Who else is told of a tenant by e-mail, and whether its contacts are',
      params,
      responses: { 200: tenantAlertRecipientsSchema },
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        await mustExist(call.params.tenantId);
        return answerOfTenant(await recipients.get(call.params.tenantId));
      },
    }),
    defineRoute({
      method: 'put',
      path: '/v1/tenants/{tenantId}/alert-recipients',
      operation: 'setTenantAlertRecipients',
      tag: 'alerts',
      summary: 'Say who else is told of a tenant, in the place of who was',
      params,
      body: tenantAlertRecipientsInputSchema,
      responses: { 200: tenantAlertRecipientsSchema },
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        await mustExist(tenantId);
        return answerOfTenant(await recipients.set(tenantId, call.body, call.ifMatch, whoOf(call)));
      },
    }),
  ];
}

function serverRoutes({ deliveries, from, sendTest }: MailRouteParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/mail',
      operation: 'getMailStatus',
      tag: 'alerts',
      summary: 'Whether e-mail can be sent, and how much waits',
      responses: { 200: mailStatusSchema },
      handle: async () => {
        const pending = (await deliveries.scan({ index: 'due', limit: MOST_PENDING })).length;
        return { status: 200, body: { configured: sendTest !== undefined, from: from ?? null, pending } };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/mail/test',
      operation: 'sendTestMail',
      tag: 'alerts',
      summary: 'Send a test now, and say what became of it',
      body: testMailSchema,
      responses: { 200: testMailOutcomeSchema },
      handle: async ({ body: { to } }) => {
        if (sendTest === undefined)
          throw new Problem('conflict', 'no mail server is configured', { reason: 'no_mail_server' });
        const outcome = await sendTest(to);
        const accepted = outcome.is === 'sent';
        return { status: 200, body: { accepted, ...(outcome.is !== 'sent' && { error: outcome.error }) } };
      },
    }),
  ];
}

function deliveriesRoute({ deliveries, recipients }: MailRouteParts): Route {
  return defineRoute({
    method: 'get',
    path: '/v1/mail/deliveries',
    operation: 'listMailDeliveries',
    tag: 'alerts',
    summary: 'What became of telling people by e-mail, the newest first',
    query: mailDeliveryQuerySchema,
    responses: { 200: mailDeliveryPageSchema },
    handle: async ({ query: { limit, cursor, state, alertId } }) => {
      const list = ['mail-deliveries', state ?? '', alertId ?? ''];
      const along =
        alertId !== undefined
          ? ({ index: 'alert', equals: [alertId] } as const)
          : state !== undefined
            ? ({ index: 'state', equals: [state] } as const)
            : ({ index: 'created', equals: [] } as const);
      const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
      const page = await deliveries.scan({
        ...along,
        descending: true,
        limit: limit + 1,
        ...(after && { after }),
      });
      const items = page.slice(0, limit);
      const last = items.at(-1);
      const next =
        page.length > limit && last
          ? encodeCursor(list, positionOf(last, deliveriesSpec, along.index, along.equals.length))
          : undefined;
      const shown = items.filter(delivery => state === undefined || delivery.state === state);
      const bodies = await Promise.all(
        shown.map(async delivery =>
          toDelivery(delivery, await recipients.addressOf(delivery.recipient, delivery.tenantId)),
        ),
      );
      return { status: 200, body: { items: bodies, ...(next !== undefined && { next }) } };
    },
  });
}

function toDelivery(delivery: Delivery, to: string | undefined): MailDeliveryBody {
  const {
    id,
    tenantId,
    recipient: _recipient,
    audience: _audience,
    aboutId: _about,
    dueAt,
    ...rest
  } = delivery;
  return {
    ...rest,
    deliveryId: id,
    tenantId: tenantId ?? null,
    to: to ?? null,
    ...(dueAt !== undefined && { nextAt: dueAt }),
  };
}
