import {
  approveSchema,
  confirmClockSchema,
  type EnforcementBody,
  endExemptionSchema,
  enforcementHistoryQuerySchema,
  enforcementHistorySchema,
  enforcementListQuerySchema,
  enforcementPageSchema,
  enforcementSchema,
  enforcementSettingsBodySchema,
  enforcementStatusSchema,
  exemptSchema,
  extendNoticeSchema,
  releaseSchema,
  tenantEnforcementSchema,
} from '@tenantry/contracts/commercial/enforcement-api';
import { stageOf } from '@tenantry/contracts/commercial/enforcement-record';
import {
  type EnforcementSettings,
  enforcementSettingsSchema,
} from '@tenantry/contracts/commercial/enforcement-settings';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { decodeCursor, encodeCursor } from '../http/cursor.ts';
import { etagOf } from '../http/etag.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { Versioned } from '../storage/aggregates.ts';
import { positionOf } from '../storage/documents.ts';
import { type Who, whoOf } from '../tenants/who.ts';
import type { EnforcementByHand } from './by-hand.ts';
import type { ClockWatch } from './clock-watch.ts';
import { toHeld, toShared, toTenantView } from './convert.ts';
import type { Enforcer } from './enforcer.ts';
import { type EnforcementRecords, enforcementHeadsSpec, type Known } from './records.ts';
import type { EnforcementRounds } from './rounds.ts';
import type { EnforcementSettingsService } from './settings.ts';
import type { SuspensionSlots } from './slots.ts';

const params = z.strictObject({ tenantId: tenantIdSchema });
const ROOT = '/v1/enforcement';

export interface EnforcementHttpParts {
  readonly clock: Clock;
  readonly records: EnforcementRecords;
  readonly settings: EnforcementSettingsService;
  readonly clockWatch: ClockWatch;
  readonly slots: SuspensionSlots;
  readonly enforcer: Enforcer;
  readonly rounds: EnforcementRounds;
  readonly byHand: EnforcementByHand;
  /** @throws Problem not_found */
  readonly tenant: (tenantId: string) => Promise<unknown>;
  readonly named: (tenantId: string) => { readonly slug: string; readonly displayName: string } | undefined;
}

export function enforcementRoutes(parts: EnforcementHttpParts): Route[] {
  return [...installationRoutes(parts), ...listRoutes(parts), ...recordRoutes(parts), ...orderRoutes(parts)];
}

/** Before those of one tenant: `settings` is no id. */
function installationRoutes({ settings, enforcer, clock, clockWatch, slots }: EnforcementHttpParts): Route[] {
  const answer = ({ version, state, at }: Versioned<EnforcementSettings>) => ({
    status: 200,
    body: { ...state, ...(at !== '' && { updatedAt: at }) },
    headers: { etag: etagOf(version) },
  });
  const status = async () => {
    const { fault, unwatched, evidence, settings: inForce } = await enforcer.conditions(true);
    return {
      status: 200,
      body: {
        clock: {
          fault: fault ?? null,
          now: isoTime(clock.now()),
          latest: evidence === 0 ? null : isoTime(evidence),
          unwatched: unwatched.map(({ from, to }) => ({ from: isoTime(from), to: isoTime(to) })),
        },
        suspensionsThisHour: await slots.taken(clock.now()),
        suspensionsPerHour: inForce.suspensionsPerHour,
        mode: inForce.mode,
      },
    };
  };
  return [
    defineRoute({
      method: 'get',
      path: `${ROOT}/settings`,
      operation: 'getEnforcementSettings',
      tag: 'enforcement',
      summary: 'How plans are enforced, for the whole installation',
      responses: { 200: enforcementSettingsBodySchema },
      precondition: 'optional',
      handle: async () => answer(await settings.get()),
    }),
    defineRoute({
      method: 'put',
      path: `${ROOT}/settings`,
      operation: 'replaceEnforcementSettings',
      tag: 'enforcement',
      summary: 'Change how plans are enforced',
      description:
        'From `dry_run` to `live`, what the dry run noted is forgotten: every notice is given anew.',
      body: enforcementSettingsSchema,
      responses: { 200: enforcementSettingsBodySchema },
      precondition: 'required',
      handle: async call => answer(await settings.replace(call.body, call.ifMatch, whoOf(call))),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/status`,
      operation: 'getEnforcementStatus',
      tag: 'enforcement',
      summary: 'Whether the clock is believed, and how many were suspended in this hour',
      responses: { 200: enforcementStatusSchema },
      handle: status,
    }),
    defineRoute({
      method: 'post',
      path: `${ROOT}/confirm-clock`,
      operation: 'confirmEnforcementClock',
      tag: 'enforcement',
      summary: 'Say that the clock is right, whatever was written under later times',
      body: confirmClockSchema,
      responses: { 200: enforcementStatusSchema },
      handle: async call => {
        await clockWatch.confirm(call.body.reason, whoOf(call));
        return status();
      },
    }),
  ];
}

function listRoutes({ records, enforcer, rounds, named, clock }: EnforcementHttpParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: ROOT,
      operation: 'listEnforcement',
      tag: 'enforcement',
      summary: 'Tenants that anything is held against, with what time is left',
      query: enforcementListQuerySchema,
      responses: { 200: enforcementPageSchema },
      handle: async ({ query: { stage, limit, cursor } }) => {
        const list = ['enforcement', stage ?? ''];
        const after = cursor === undefined ? undefined : decodeCursor(list, cursor);
        const along =
          stage === undefined
            ? ({ index: 'listed', equals: ['yes'] } as const)
            : ({ index: 'stage', equals: [stage] } as const);
        const found = await records.heads.scan({ ...along, limit: limit + 1, ...(after && { after }) });
        const items = found.slice(0, limit);
        const last = items.at(-1);
        const { unwatched } = await enforcer.conditions();
        const next =
          found.length > limit && last
            ? encodeCursor(list, positionOf(last, enforcementHeadsSpec, along.index, 1))
            : undefined;
        return {
          status: 200,
          body: {
            items: items.map(({ id, state, at }) => {
              const { slug = null, displayName = null } = named(id) ?? {};
              const held = toHeld(rounds.lastLook(id)?.last);
              return { ...toShared(state, at, { now: clock.now(), unwatched }), slug, displayName, held };
            }),
            ...(next !== undefined && { next }),
          },
        };
      },
    }),
  ];
}

function recordRoutes({ records, enforcer, tenant, clock }: EnforcementHttpParts): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: `${ROOT}/{tenantId}`,
      operation: 'getEnforcement',
      tag: 'enforcement',
      summary: 'Where enforcement stands with a tenant, and what would come next',
      params,
      responses: { 200: enforcementSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => ({
        status: 200,
        body: await bodyOf(await records.load(tenantId), enforcer),
      }),
    }),
    defineRoute({
      method: 'get',
      path: `${ROOT}/{tenantId}/history`,
      operation: 'listEnforcementHistory',
      tag: 'enforcement',
      summary: 'Every step that was taken with a tenant, oldest first',
      params,
      query: enforcementHistoryQuerySchema,
      responses: { 200: enforcementHistorySchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { limit, cursor } }) => {
        await tenant(tenantId);
        const list = ['enforcement-history', tenantId];
        const [after = 0] = cursor === undefined ? [] : decodeCursor(list, cursor);
        const changes = await records.history(tenantId, Number(after), limit + 1);
        const items = changes.slice(0, limit);
        const last = items.at(-1);
        const next = changes.length > limit && last ? encodeCursor(list, [last.version]) : undefined;
        return {
          status: 200,
          body: {
            items: items.map(change => ({
              version: change.version,
              at: change.at,
              action: change.action,
              by: change.actor.id,
              reason: change.reason ?? null,
              stage: stageOf(change.after),
              rehearsal: change.after.rehearsal,
              events: change.events.map(({ type }) => type),
            })),
            ...(next !== undefined && { next }),
          },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/enforcement',
      operation: 'getTenantEnforcement',
      tag: 'enforcement',
      summary: 'What a tenant was told: its notice, when it ends, and what would end it sooner',
      params,
      responses: { 200: tenantEnforcementSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => {
        await tenant(tenantId);
        const [{ state }, { unwatched }] = await Promise.all([records.load(tenantId), enforcer.conditions()]);
        return { status: 200, body: toTenantView(state, { now: clock.now(), unwatched }) };
      },
    }),
  ];
}

/** What people decide. It is recorded, and then carried out before the answer, as far as it goes. */
function orderRoutes({ byHand, rounds, records, enforcer, tenant }: EnforcementHttpParts): Route[] {
  const order = <B extends z.ZodType>(
    verb: string,
    about: Pick<Route, 'operation' | 'summary' | 'description'> & { readonly body: B },
    decide: (tenantId: string, body: z.output<B>, who: Who) => Promise<unknown>,
  ) =>
    defineRoute({
      method: 'post',
      path: `${ROOT}/{tenantId}/${verb}`,
      tag: 'enforcement',
      params,
      responses: { 200: enforcementSchema },
      tenantParam: 'tenantId',
      ...about,
      handle: async call => {
        const { tenantId } = call.params;
        await tenant(tenantId);
        await decide(tenantId, call.body, whoOf(call));
        await rounds.look(tenantId);
        return { status: 200, body: await bodyOf(await records.load(tenantId), enforcer) };
      },
    });
  return [
    order(
      'approve',
      {
        operation: 'approveSuspension',
        summary: 'Let a suspension come that is beyond the bound of an hour',
        body: approveSchema,
      },
      (tenantId, { reason }, who) => byHand.approve(tenantId, reason, who),
    ),
    order(
      'exempt',
      {
        operation: 'exemptFromEnforcement',
        summary: 'Do nothing to a tenant until a time; what was done is taken back',
        body: exemptSchema,
      },
      (tenantId, { until, reason }, who) => byHand.exempt(tenantId, until, reason, who),
    ),
    order(
      'end-exemption',
      {
        operation: 'endEnforcementExemption',
        summary: 'Enforce the plan of a tenant again',
        body: endExemptionSchema,
      },
      (tenantId, { reason }, who) => byHand.endExemption(tenantId, reason, who),
    ),
    order(
      'extend-notice',
      {
        operation: 'extendEnforcementNotice',
        summary: 'Give a tenant more notice',
        body: extendNoticeSchema,
      },
      (tenantId, { until, reason }, who) => byHand.extendNotice(tenantId, until, reason, who),
    ),
    order(
      'release',
      {
        operation: 'releaseFromEnforcement',
        summary: 'Release a tenant by hand, and leave it alone for a while',
        description:
          'What still holds when that time is over is announced anew, with the whole notice period.',
        body: releaseSchema,
      },
      (tenantId, { until, reason }, who) => byHand.release(tenantId, until, reason, who),
    ),
  ];
}

async function bodyOf({ state, at }: Known, enforcer: Enforcer): Promise<EnforcementBody> {
  const { decision, look } = await enforcer.next(state.tenantId);
  const held = toHeld(decision);
  return {
    ...toShared(state, at, look),
    next: { step: held === null ? decision.step : held.step, held },
  };
}
