import type { EffectivePlan } from '@tenantry/contracts/commercial/effective-plan';
import {
  type AllowanceChange,
  FINDINGS,
  type Finding,
  type FindingCode,
} from '@tenantry/contracts/commercial/plan-change-preview';
import { overridesAt, type SubscriptionState, type Term } from '@tenantry/contracts/commercial/subscription';
import { compareQuantities } from '@tenantry/contracts/kubernetes/quantity';
import type { RunningChange } from '@tenantry/operator/plan/running-change';
import type { RunningPreview } from '../../cluster/running-preview.ts';

export interface FindingsInput {
  readonly state: SubscriptionState;
  /** From when the change holds, and whether that is now (or was, as a token says). */
  readonly from: string;
  readonly atOnce: boolean;
  readonly before: EffectivePlan | undefined;
  readonly after: EffectivePlan;
  readonly replaces: Term | undefined;
  readonly changes: boolean;
  readonly allowances: readonly AllowanceChange[];
  readonly running: RunningPreview;
}

/** What somebody should know before a change of plan: those that stop it first. Pure. */
export function findingsOf(input: FindingsInput): readonly Finding[] {
  const found = [
    ...ofUse(input),
    ...ofChoice(input),
    ...ofAgreements(input),
    ...(input.changes ? [] : [finding('nothing_changes', '', 'the tenant has exactly that already')]),
    ...ofRunning(input.running),
  ];
  return [...found.filter(({ blocking }) => blocking), ...found.filter(({ blocking }) => !blocking)];
}

function finding(
  code: FindingCode,
  subject: string,
  message: string,
  params?: Readonly<Record<string, string>>,
): Finding {
  return {
    ...{ code, blocking: FINDINGS[code].blocking, subject, message },
    ...(params && { params: { ...params } }),
  };
}

function ofUse({ allowances, atOnce }: FindingsInput): Finding[] {
  return allowances.flatMap(({ meter, before, after, used }): Finding[] => {
    if (after === null || after.quantity === 'unlimited') return [];
    if (used === null) return [finding('use_unknown', meter, `what is used of "${meter}" is not known`)];
    const bound = (side: typeof before, of: 'ceiling' | 'quantity') => {
      const value = side?.[of];
      return value === undefined || value === null || value === 'unlimited' ? undefined : BigInt(value);
    };
    const beyond = (of: 'ceiling' | 'quantity') => {
      const [was, is] = [bound(before, of), bound(after, of)];
      // What is beyond the present bound, too, is no worse off by one that is no lower.
      const worse = was === undefined || (is !== undefined && is < was);
      return is !== undefined && BigInt(used) > is && worse;
    };
    if (beyond('ceiling')) {
      const [code, then] = atOnce
        ? (['use_beyond_limit', 'would be refused at once'] as const)
        : (['use_beyond_limit_later', 'would be refused before a period like this one ends'] as const);
      return [
        finding(code, meter, `${used} of "${meter}" are used, and beyond ${after.ceiling} more ${then}`, {
          used,
          ceiling: after.ceiling ?? '',
        }),
      ];
    }
    if (!beyond('quantity')) return [];
    const message = `${used} of "${meter}" are used, and ${after.quantity} would be included`;
    return [finding('use_beyond_allowance', meter, message, { used, included: after.quantity })];
  });
}

function ofChoice({ before, after, replaces }: FindingsInput): Finding[] {
  const addOns = (before?.addOns ?? []).flatMap(({ key, quantity }) => {
    const left = after.addOns.find(addOn => addOn.key === key)?.quantity ?? 0;
    return left < quantity
      ? [
          finding('add_on_lost', key, `of add-on "${key}" there would be ${left} instead of ${quantity}`, {
            left: String(left),
            before: String(quantity),
          }),
        ]
      : [];
  });
  const flags = Object.entries(before?.featureFlags ?? {}).flatMap(([flag, on]) =>
    on && after.featureFlags[flag] !== true
      ? [finding('flag_off', flag, `"${flag}" would be switched off`)]
      : [],
  );
  const scheduled =
    replaces === undefined
      ? []
      : [
          finding(
            'scheduled_change_replaced',
            replaces.plan?.planId ?? '',
            `what is scheduled for ${replaces.from} would not come`,
            { from: replaces.from },
          ),
        ];
  return [...addOns, ...flags, ...scheduled];
}

/** Prices that were agreed for the plan that goes. */
function ofAgreements({ state, from, before, after }: FindingsInput): Finding[] {
  if (before === undefined) return [];
  return overridesAt(state, from).flatMap(({ change: { kind }, scope }) => {
    if (scope === undefined) return [];
    const holds = (plan: EffectivePlan) =>
      scope.planId === plan.planId && scope.interval === plan.interval && scope.currency === plan.currency;
    return holds(before) && !holds(after)
      ? [
          finding('price_agreement_lost', kind, `an agreed ${kind} holds for "${scope.planId}" only`, {
            plan: scope.planId,
          }),
        ]
      : [];
  });
}

function ofRunning({ change, message, used, suspended, dryRun }: RunningPreview): Finding[] {
  const suspension = suspended
    ? [finding('tenant_suspended', '', 'nothing of it runs until it is resumed')]
    : [];
  const cluster = ofDryRun(dryRun);
  if (change === undefined) {
    return [
      ...cluster,
      finding('tier_unknown', '', message ?? 'what it would run is not known'),
      ...suspension,
    ];
  }
  const faults = [...(change.refusal ? [change.refusal] : []), ...change.faults];
  return [
    ...cluster,
    ...faults.map(fault => finding(codeOf(fault.reason), '', fault.message)),
    ...change.shortage.map(text => finding('workload_does_not_fit', text.split(':')[0] ?? '', text)),
    ...beyondQuota(change.quota, used ?? {}),
    ...change.counts
      .filter(({ before, after }) => before !== undefined && after === undefined)
      .map(({ component }) => finding('component_removed', component, `"${component}" is not run any more`)),
    ...change.objects
      .filter(object => object.change === 'kept')
      .map(({ name }) => finding('volume_kept', name, `volume "${name}" stays with its data`)),
    ...suspension,
  ];
}

function ofDryRun(dryRun: RunningPreview['dryRun']): Finding[] {
  if (dryRun.is === 'refused') return [finding('refused_by_cluster', '', dryRun.message)];
  if (dryRun.is !== 'conflict') return [];
  return dryRun.fields.map(({ field, manager }) =>
    finding('field_owned_elsewhere', field, `${field} is owned by ${manager}`, { manager }),
  );
}

function codeOf(reason: string): FindingCode {
  if (reason === 'OverrideForbidden' || reason === 'UnknownComponent') return 'override_refused';
  return reason === 'VolumeShrinkRefused' ? 'volume_not_shrunk' : 'workload_fault';
}

/** Of what the namespace holds, that which the new quota does not allow, and the present one does. */
function beyondQuota(
  { before, after }: RunningChange['quota'],
  used: Readonly<Record<string, string>>,
): Finding[] {
  return Object.entries(after).flatMap(([key, hard]) => {
    const held = used[key];
    const was = before?.[key];
    if (held === undefined || compareQuantities(held, hard) <= 0) return [];
    if (was !== undefined && compareQuantities(hard, was) >= 0) return [];
    return [
      finding('quota_below_use', key, `${held} of ${key} are held, and ${hard} would be allowed`, {
        held,
        allowed: hard,
      }),
    ];
  });
}
