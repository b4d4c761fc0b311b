import { ALERT_RULE_TABLE, ALERT_RULES, alertOverridesSchema } from '@tenantry/contracts/commercial/alert';
import { alertRulesSchema } from '@tenantry/contracts/commercial/alert-api';
import { planIdSchema } from '@tenantry/contracts/commercial/plan';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { etagOf } from '../http/etag.ts';
import { notFound } from '../http/problem.ts';
import { type Call, defineRoute, type Route } from '../http/route.ts';
import { whoOf } from '../tenants/who.ts';
import type { Layer, RuleBook } from './rule-book.ts';

export interface RulesRouteParts {
  readonly rules: RuleBook;
  readonly hasPlan: (planId: string) => Promise<boolean>;
  /** `null`: a tenant without a plan. @throws Problem not_found */
  readonly planOf: (tenantId: string) => Promise<string | null>;
}

const tenantParams = z.strictObject({ tenantId: tenantIdSchema });
const planParams = z.strictObject({ planId: planIdSchema });
const DEFAULTS: Layer = { of: 'defaults' };
const RULES = ALERT_RULES.map(rule => {
  const { roles, ...definition } = ALERT_RULE_TABLE[rule];
  return { rule, ...definition, roles: [...roles] };
});
const SET = 'Takes the place of what was said on this layer; {} says nothing any more.';

export function alertRulesRoutes({ rules, hasPlan, planOf }: RulesRouteParts): Route[] {
  const view = async (layer: Layer, planId?: string) => {
    const { state, version, at } = await rules.get(layer);
    const settings = await rules.merged(layer, planId);
    return {
      status: 200,
      body: { rules: RULES, overrides: state, settings, ...(at !== undefined && { updatedAt: at }) },
      headers: { etag: etagOf(version) },
    };
  };
  const set = async (
    layer: Layer,
    call: Call<unknown, unknown, z.output<typeof alertOverridesSchema>>,
    planId?: string,
  ) => {
    await rules.set(layer, call.body, { ifMatch: call.ifMatch, planId }, whoOf(call));
    return view(layer, planId);
  };
  const ofPlan = async (planId: string): Promise<Layer> => {
    if (!(await hasPlan(planId))) throw notFound(`plan "${planId}"`);
    return { of: 'plan', planId };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/v1/alert-rules',
      operation: 'listAlertRules',
      tag: 'alerts',
      summary: 'What is watched, and from which values on somebody is told',
      responses: { 200: alertRulesSchema },
      precondition: 'optional',
      handle: () => view(DEFAULTS),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/alert-rules',
      operation: 'setAlertRules',
      tag: 'alerts',
      summary: 'Set what differs from what is shipped, for everybody',
      description: SET,
      body: alertOverridesSchema,
      responses: { 200: alertRulesSchema },
      precondition: 'optional',
      handle: call => set(DEFAULTS, call),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/plans/{planId}/alert-rules',
      operation: 'getPlanAlertRules',
      tag: 'alerts',
      summary: 'Settings of rules for tenants on a plan',
      params: planParams,
      responses: { 200: alertRulesSchema },
      precondition: 'optional',
      handle: async call => view(await ofPlan(call.params.planId)),
    }),
    defineRoute({
      method: 'put',
      path: '/v1/plans/{planId}/alert-rules',
      operation: 'setPlanAlertRules',
      tag: 'alerts',
      summary: 'Set what differs for tenants on a plan, whichever version of it',
      description: SET,
      params: planParams,
      body: alertOverridesSchema,
      responses: { 200: alertRulesSchema },
      precondition: 'optional',
      handle: async call => set(await ofPlan(call.params.planId), call),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/alert-rules',
      operation: 'getTenantAlertRules',
      tag: 'alerts',
      summary: 'Settings of rules for a tenant',
      params: tenantParams,
      responses: { 200: alertRulesSchema },
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => {
        const planId = (await planOf(tenantId)) ?? undefined;
        return view({ of: 'tenant', tenantId }, planId);
      },
    }),
    defineRoute({
      method: 'put',
      path: '/v1/tenants/{tenantId}/alert-rules',
      operation: 'setTenantAlertRules',
      tag: 'alerts',
      summary: 'Set what differs for a tenant',
      description: SET,
      params: tenantParams,
      body: alertOverridesSchema,
      responses: { 200: alertRulesSchema },
      precondition: 'optional',
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        const planId = (await planOf(tenantId)) ?? undefined;
        return set({ of: 'tenant', tenantId }, call, planId);
      },
    }),
  ];
}
