import { TOKEN_FAULTS, type TokenFault } from '@tenantry/contracts/commercial/plan-change-preview';
import type { SubscriptionState } from '@tenantry/contracts/commercial/subscription';
import { isoTime } from '../../clock.ts';
import type { RunningPreviews } from '../../cluster/running-preview.ts';
import type { Context } from '../../context.ts';
import { Problem } from '../../http/problem.ts';
import type { PlanService } from '../../plans/service.ts';
import type { Versioned } from '../../storage/aggregates.ts';
import { canonicalJson, digestOf } from '../../storage/canonical.ts';
import type { TenantRecord } from '../../tenants/tenant.ts';
import type { PlanChoice } from '../plan-choice.ts';
import type { SubscriptionService } from '../service.ts';
import type { KeptPreview, PreviewTokens } from './preview-token.ts';

export interface WantedChange extends PlanChoice {
  readonly when: 'now' | 'periodEnd' | 'at';
  readonly at?: string | undefined;
}

export interface RedeemParts {
  readonly subscriptions: Pick<SubscriptionService, 'periodAt'>;
  readonly plans: Pick<PlanService, 'version'>;
  readonly tenants: { load(tenantId: string): Promise<Versioned<TenantRecord>> };
  readonly running: Pick<RunningPreviews, 'revisionsOf'>;
  readonly tokens: Pick<PreviewTokens, 'find'>;
  readonly clock: Context['clock'];
}

/** By this a change is known to be the one that was looked at. */
export function digestOfWanted({ planId, version, interval, addOns, when, at }: WantedChange): string {
  return digestOf(canonicalJson({ planId, version, interval, addOns, when, at }));
}

/** What a token was given for. @throws Problem conflict, precondition_failed */
export async function redeem(
  parts: RedeemParts,
  found: Versioned<SubscriptionState>,
  wanted: WantedChange,
  token: string,
): Promise<KeptPreview> {
  const { tokens, tenants, clock } = parts;
  const kept = await tokens.find(token);
  if (kept === undefined || kept.tenantId !== found.state.tenantId) throw refusedToken('preview_unknown');
  if (kept.expiresAt <= isoTime(clock.now())) throw refusedToken('preview_expired');
  if (kept.wanted !== digestOfWanted(wanted)) throw refusedToken('preview_mismatch');
  const { state: tenant } = await tenants.load(found.state.tenantId);
  const moved = await movedSince(parts, kept, found, tenant);
  if (moved.length > 0) throw overtaken(moved);
  return kept;
}

async function movedSince(
  parts: RedeemParts,
  { saw, from, at, choice, tiers }: KeptPreview,
  { state, version }: Versioned<SubscriptionState>,
  tenant: TenantRecord,
): Promise<Moved[]> {
  const { subscriptions, plans, running, clock } = parts;
  const now = isoTime(clock.now());
  const moved: Moved[] = [];
  const was = (fault: TokenFault, message: string) => moved.push({ fault, message });
  if (version !== saw.subscriptionVersion)
    was(
      'moved_subscription',
      `the subscription is at version ${version}, and was at ${saw.subscriptionVersion}`,
    );
  if (tenant.specVersion !== saw.tenantVersion)
    was('moved_tenant', `the tenant is at version ${tenant.specVersion}, and was at ${saw.tenantVersion}`);
  const { status } = (await plans.version(choice.planId, choice.version)).state;
  if (status !== 'published' && !saw.held)
    was('moved_plan', `version ${choice.version} of plan "${choice.planId}" is ${status}`);
  const revisions = await running.revisionsOf(tenant, tiers);
  // A cluster that does not answer says nothing of its tiers, and so not that they are others.
  if (revisions.length === saw.tierRevisions.length && revisions.join() !== [...saw.tierRevisions].join())
    was('moved_tier', `the tier is at ${revisions.join(', ')}, and was at ${saw.tierRevisions.join(', ')}`);
  const period = await subscriptions.periodAt(state.tenantId, clock.now());
  const began = state.terms.find(term => term.from > at && term.from <= now);
  if (period !== undefined && from < period.from)
    was('moved_time', `a period began at ${period.from}, and the change was to hold from ${from}`);
  else if (began !== undefined) was('moved_time', `what was scheduled for ${began.from} began`);
  return moved;
}

interface Moved {
  readonly fault: TokenFault;
  readonly message: string;
}

function refusedToken(code: TokenFault): Problem {
  const message = TOKEN_FAULTS[code];
  return new Problem('conflict', `the preview cannot be carried out: ${message}; look again`, {
    reason: 'preview_overtaken',
    errors: [{ field: '/previewToken', code, message }],
  });
}

function overtaken(moved: readonly Moved[]): Problem {
  const errors = moved.map(({ fault, message }) => ({ field: '/previewToken', code: fault, message }));
  const what = moved.map(({ message }) => message).join('; ');
  return new Problem('precondition_failed', `the preview was overtaken: ${what}; look again`, { errors });
}
