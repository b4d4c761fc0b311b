import {
  commitReservationSchema,
  entitlementQuerySchema,
  entitlementSchema,
  entitlementsSchema,
  flagEntitlementSchema,
  newReservationSchema,
  reservationListQuerySchema,
  reservationPageSchema,
  reservationSchema,
} from '@tenantry/contracts/commercial/entitlement';
import { meterKeySchema } from '@tenantry/contracts/commercial/meter';
import { flagKeySchema } from '@tenantry/contracts/commercial/plan';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { toReservation } from './convert.ts';
import { placeOf, type Reservations } from './reservations.ts';
import type { EntitlementService } from './service.ts';

const tenantParams = z.strictObject({ tenantId: tenantIdSchema });
const meterParams = z.strictObject({ tenantId: tenantIdSchema, meter: meterKeySchema });
const flagParams = z.strictObject({ tenantId: tenantIdSchema, flag: flagKeySchema });
const reservationParams = z.strictObject({ tenantId: tenantIdSchema, reservationId: z.uuidv7() });

export function entitlementRoutes(
  service: EntitlementService,
  reservations: Reservations,
  clock: Clock,
): Route[] {
  return [...checkRoutes(service), ...reservationRoutes(reservations, clock)];
}

function checkRoutes(service: EntitlementService): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/entitlements',
      operation: 'listEntitlements',
      tag: 'entitlements',
      summary: 'All that a tenant may use now',
      params: tenantParams,
      responses: { 200: entitlementsSchema },
      tenantParam: 'tenantId',
      handle: async ({ params }) => ({ status: 200, body: await service.all(params.tenantId) }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/entitlements/meters/{meter}',
      operation: 'checkEntitlement',
      tag: 'entitlements',
      summary: 'Whether a tenant may use more of a meter now',
      description:
        'A check holds nothing. It may let pass what is used between `asOf` and now, and no more; who must not ' +
        'pass a limit reserves.',
      params: meterParams,
      query: entitlementQuerySchema,
      responses: { 200: entitlementSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, meter }, query }) => ({
        status: 200,
        body: await service.check(tenantId, meter, BigInt(query.quantity)),
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/entitlements/flags/{flag}',
      operation: 'checkFeatureFlag',
      tag: 'entitlements',
      summary: 'Whether a feature is switched on for a tenant',
      params: flagParams,
      responses: { 200: flagEntitlementSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, flag } }) => ({
        status: 200,
        body: await service.flag(tenantId, flag),
      }),
    }),
  ];
}

function reservationRoutes(reservations: Reservations, clock: Clock): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/entitlements/meters/{meter}/reservations',
      operation: 'createReservation',
      tag: 'entitlements',
      summary: 'Hold a quantity that is about to be used: all of it, or nothing',
      description:
        'What is held and committed together never passes the limit. Use is counted by events, as ever: a ' +
        'reservation is no event. One that is neither committed nor released ends by itself.',
      params: meterParams,
      body: newReservationSchema,
      responses: { 201: reservationSchema },
      idempotent: true,
      tenantParam: 'tenantId',
      handle: async ({ params, body, newId }) => ({
        status: 201,
        body: toReservation(
          await reservations.reserve({
            id: newId,
            ...params,
            quantity: BigInt(body.quantity),
            holdMs: body.holdSeconds * 1_000,
          }),
        ),
      }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/reservations',
      operation: 'listReservations',
      tag: 'entitlements',
      summary: 'What is or was held of a tenant',
      description: 'Each is kept for a day after its time.',
      params: tenantParams,
      query: reservationListQuerySchema,
      responses: { 200: reservationPageSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { meter, status, cursor, limit } }) => {
        const list = ['reservations', tenantId, meter ?? '', status ?? ''];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const wanted = { meter, held: status === 'held' };
        const { items, more } = await reservations.list(tenantId, wanted, { limit, after });
        const last = items.at(-1);
        const body = { items: items.map(item => toReservation(item, clock.now())) };
        if (last === undefined || !more) return { status: 200, body };
        return { status: 200, body: { ...body, next: encodeCursor(list, placeOf(last)) } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/reservations/{reservationId}',
      operation: 'getReservation',
      tag: 'entitlements',
      summary: 'A reservation, and what became of it',
      description: 'It is kept for a day after its time.',
      params: reservationParams,
      responses: { 200: reservationSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, reservationId } }) => ({
        status: 200,
        body: toReservation(await reservations.load(tenantId, reservationId), clock.now()),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/reservations/{reservationId}/commit',
      operation: 'commitReservation',
      tag: 'entitlements',
      summary: 'Say that what was held is used, or how much of it',
      description: 'May be said twice. Once it ran out and others took it, it is refused: reserve anew.',
      params: reservationParams,
      body: commitReservationSchema,
      responses: { 200: reservationSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, reservationId }, body }) => ({
        status: 200,
        body: toReservation(
          await reservations.commit(
            tenantId,
            reservationId,
            body.used === undefined ? undefined : BigInt(body.used),
          ),
        ),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/reservations/{reservationId}/release',
      operation: 'releaseReservation',
      tag: 'entitlements',
      summary: 'Let go of what was held',
      params: reservationParams,
      responses: { 200: reservationSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, reservationId } }) => ({
        status: 200,
        body: toReservation(await reservations.release(tenantId, reservationId)),
      }),
    }),
  ];
}
