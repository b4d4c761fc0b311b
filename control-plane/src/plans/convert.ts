import type { PlanBody, PlanVersion } from '@tenantry/contracts/commercial/plan-catalogue';
import type { PlanVersionState } from './plan-version.ts';
import { newest } from './service.ts';

export function toPlanVersion({ origin: _origin, ...version }: PlanVersionState): PlanVersion {
  return version;
}

/** @param versions Those of one plan, oldest first, at least one. */
export function toPlan(planId: string, versions: readonly PlanVersionState[]): PlanBody {
  const current = newest(versions, 'published');
  const draft = newest(versions, 'draft');
  const last = versions.at(-1);
  return {
    planId,
    displayName: (current ?? last)?.spec.displayName ?? planId,
    status: (current ?? draft ?? last)?.status ?? 'archived',
    ...(current !== undefined && { currentVersion: current.version }),
    ...(draft !== undefined && { draftVersion: draft.version }),
    versions: versions
      .map(({ version, status, publishedAt }) => ({
        version,
        status,
        ...(publishedAt !== undefined && { publishedAt }),
      }))
      .toReversed(),
  };
}
