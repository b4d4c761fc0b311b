import type { DriftBody } from '@tenantry/contracts/commercial/workload';
import { compareQuantities, QuantityError } from '@tenantry/contracts/kubernetes/quantity';
import { canonicalJson } from '../storage/canonical.ts';
import type { DecidedSpec, OwnedField } from './provisioner.ts';

type Leaf = readonly [field: string, value: unknown];

/**
 * Which of the fields that we decide are otherwise in the cluster. Fields that we leave to others are no drift,
 * whatever they hold.
 */
export function driftOf(
  decided: DecidedSpec,
  inCluster: Readonly<Record<string, unknown>>,
  owners: readonly OwnedField[],
): DriftBody[] {
  const there = new Map(leavesOf(inCluster));
  return leavesOf(decided).flatMap(([field, recorded]): DriftBody[] => {
    const actual = there.get(field);
    if (isSame(field, recorded, actual)) return [];
    const manager = owners.find(
      owner => owner.field === field || field.startsWith(`${owner.field}.`),
    )?.manager;
    return [
      {
        field,
        recorded,
        ...(actual !== undefined && { inCluster: actual }),
        ...(manager !== undefined && { manager }),
      },
    ];
  });
}

/** Parts of a spec that records decide, by what a restored one may know nothing of. */
const DECIDED_ALONE = ['quota', 'featureFlags', 'components', 'owners', 'suspensions'];

/** What is in the cluster and the record says nothing of: gone, once the record is applied by who had applied that. */
export function unrecordedIn(
  inCluster: Readonly<Record<string, unknown>>,
  decided: DecidedSpec,
): DriftBody[] {
  const known = new Set(leavesOf(decided).map(([field]) => field));
  const there = Object.entries(inCluster).filter(([name]) => DECIDED_ALONE.includes(name));
  return leavesOf(Object.fromEntries(there))
    .filter(([field]) => !known.has(field))
    .map(([field, actual]) => ({ field, inCluster: actual }));
}

/** Fields as server-side apply tells them apart, with the names that the API server gives them in a conflict. */
function leavesOf(spec: object): Leaf[] {
  return Object.entries(spec).flatMap(([top, value]): Leaf[] => {
    const field = `.spec.${top}`;
    if (top === 'suspensions' && Array.isArray(value)) {
      return value.flatMap(item => {
        const { by, ...rest } = Object(item);
        return below(`${field}[by="${by}"]`, rest);
      });
    }
    return isBranch(value) ? below(field, value) : [[field, value]];
  });
}

function below(field: string, value: object): Leaf[] {
  return Object.entries(value).flatMap(([name, inner]): Leaf[] =>
    isBranch(inner) ? below(`${field}.${name}`, inner) : [[`${field}.${name}`, inner]],
  );
}

function isBranch(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSame(field: string, a: unknown, b: unknown): boolean {
  if (b === undefined) return false;
  if (canonicalJson(a) === canonicalJson(b)) return true;
  if (/^\.spec\.(quota|components)\./.test(field)) return isSameQuantity(String(a), String(b));
  return field.endsWith('.until') && Date.parse(String(a)) === Date.parse(String(b));
}

function isSameQuantity(a: string, b: string): boolean {
  try {
    return compareQuantities(a, b) === 0;
  } catch (error) {
    if (error instanceof QuantityError) return false;
    throw error;
  }
}
