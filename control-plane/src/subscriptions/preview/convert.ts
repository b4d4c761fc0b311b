import type {
  RunningChangeBody,
  SubscriptionChangePreviewBody,
} from '@tenantry/contracts/commercial/plan-change-preview';
import type { RatedPeriod } from '@tenantry/contracts/commercial/rating';
import { isoTime } from '../../clock.ts';
import type { RunningPreview, TierSide } from '../../cluster/running-preview.ts';
import { flagChanges, priceOf } from './assessment.ts';
import type { ChangePreview } from './subscription-changes.ts';

export function toChangePreview(preview: ChangePreview): SubscriptionChangePreviewBody {
  const { found, candidate, kept, before, after, token } = preview;
  const { subscriptionVersion, tenantVersion, tierRevisions } = kept.saw;
  return {
    previewToken: token,
    expiresAt: kept.expiresAt,
    tenantId: kept.tenantId,
    at: kept.at,
    from: kept.from,
    wanted: kept.choice,
    saw: { subscriptionVersion, planVersion: kept.choice.version, tenantVersion, tierRevisions },
    currency: found.state.currency,
    before: before ?? null,
    after,
    terms: candidate.state.terms,
    replaces: preview.replaces ?? null,
    price: { before: before ? priceOf(before) : null, after: priceOf(after) },
    charges: preview.charges.map(({ period, before: was, after: is }) => ({
      period,
      before: toCharges(was),
      after: toCharges(is),
      deltaMinor: (is.totalMinor - was.totalMinor).toString(),
    })),
    asOf: isoTime(preview.asOf),
    allowances: [...preview.allowances],
    flags: flagChanges(before, after),
    running: toRunning(preview.running),
    findings: [...preview.findings],
  };
}

function toCharges({ lines, totalMinor }: RatedPeriod) {
  return { lines: [...lines], totalMinor: totalMinor.toString() };
}

function toRunning({ before, after, change, message, dryRun }: RunningPreview): RunningChangeBody {
  const text = message ?? change?.refusal?.message;
  return {
    known: change !== undefined,
    ...(text !== undefined && { message: text }),
    before: before ? toTier(before) : null,
    after: toTier(after),
    objects: (change?.objects ?? []).map(object => ({
      ...object,
      fields: object.fields.map(field => ({ ...field })),
    })),
    unchanged: change?.unchanged ?? 0,
    components: (change?.counts ?? []).map(({ component, before: was, after: is }) => ({
      name: component,
      before: was ?? null,
      after: is ?? null,
    })),
    dryRun: toDryRun(dryRun),
  };
}

function toTier({ tier, found }: TierSide): RunningChangeBody['after'] {
  return { tier, revision: found?.revision ?? null, source: found?.source ?? 'unknown' };
}

function toDryRun(dryRun: RunningPreview['dryRun']): RunningChangeBody['dryRun'] {
  switch (dryRun.is) {
    case 'conflict': {
      const owned = dryRun.fields.map(({ field, manager }) => `${field} is owned by ${manager}`);
      return { outcome: 'conflict', message: owned.join('; ') };
    }
    case 'held':
      return { outcome: 'refused', message: dryRun.message };
    case 'refused':
    case 'unavailable':
      return { outcome: dryRun.is, message: dryRun.message };
    case 'applied':
    case 'not_checked':
      return { outcome: dryRun.is };
    // Asked of what another plan would make, so never of what is only kept.
    case 'absent':
      return { outcome: 'not_checked' };
  }
}
