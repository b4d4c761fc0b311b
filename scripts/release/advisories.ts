import { z } from 'zod';
import type { LockedPackage } from './packages.ts';
import { isWithin } from './version-range.ts';

/**
 * A snapshot of known vulnerabilities: a file, with the day on which somebody took it and from where. Its entries are npm's
 * (the answer of its bulk endpoint) or OSV's. There is no other source here: nobody is asked over the network.
 */
const npmSchema = z.record(
  z.string(),
  z.array(
    z.looseObject({
      id: z.union([z.string(), z.number()]),
      title: z.string().default(''),
      url: z.string().default(''),
      severity: z.string().default('unknown'),
      vulnerable_versions: z.string().min(1),
    }),
  ),
);
const osvSchema = z.array(
  z.looseObject({
    id: z.string(),
    summary: z.string().default(''),
    withdrawn: z.string().optional(),
    database_specific: z.looseObject({ severity: z.string().default('unknown') }).optional(),
    affected: z
      .array(
        z.looseObject({
          package: z.looseObject({ ecosystem: z.string(), name: z.string() }),
          versions: z.array(z.string()).default([]),
          ranges: z
            .array(
              z.looseObject({
                type: z.string(),
                events: z.array(z.record(z.string(), z.string())),
              }),
            )
            .default([]),
        }),
      )
      .default([]),
  }),
);
const common = { taken: z.iso.datetime(), source: z.string().min(1), sample: z.boolean().default(false) };
export const snapshotSchema = z.discriminatedUnion('format', [
  z.strictObject({ format: z.literal('npm-bulk'), ...common, advisories: npmSchema }),
  z.strictObject({ format: z.literal('osv'), ...common, vulnerabilities: osvSchema }),
]);
export type Snapshot = z.output<typeof snapshotSchema>;

export interface Finding {
  readonly name: string;
  readonly version: string;
  readonly development: boolean;
  readonly id: string;
  readonly severity: string;
  readonly title: string;
}

const DAY_MS = 86_400_000;

/** @throws when the snapshot is older than so many days, or from tomorrow */
export function mustBeFresh({ taken }: Pick<Snapshot, 'taken'>, maxAgeDays: number, now = Date.now()): void {
  const days = (now - Date.parse(taken)) / DAY_MS;
  if (days < -1) throw new Error(`the snapshot says that it was taken on ${taken}, which is yet to come`);
  // Not the other way round: an age that cannot be reckoned is none that is allowed.
  if (!(days <= maxAgeDays))
    throw new Error(
      `the snapshot is of ${taken}, ${Math.floor(days)} days old, and ${maxAgeDays} are allowed`,
    );
}

/** What the snapshot knows of the packages. A range that cannot be read is an error, never a pass. */
export function findingsIn(snapshot: Snapshot, packages: readonly LockedPackage[]): readonly Finding[] {
  const known = snapshot.format === 'npm-bulk' ? ofNpm(snapshot.advisories) : ofOsv(snapshot.vulnerabilities);
  return packages.flatMap(({ name, version, development }) =>
    (known.get(name) ?? [])
      .filter(({ concerns }) => concerns(version))
      .map(({ id, severity, title }) => ({ name, version, development, id, severity, title })),
  );
}

interface Known extends Pick<Finding, 'id' | 'severity' | 'title'> {
  concerns(version: string): boolean;
}

function ofNpm(advisories: z.output<typeof npmSchema>): ReadonlyMap<string, readonly Known[]> {
  return new Map(
    Object.entries(advisories).map(([name, list]) => [
      name,
      list.map(({ id, severity, title, vulnerable_versions: range }) => ({
        id: String(id),
        severity,
        title,
        concerns: version => isWithin(version, range),
      })),
    ]),
  );
}

function ofOsv(vulnerabilities: z.output<typeof osvSchema>): ReadonlyMap<string, readonly Known[]> {
  const known = new Map<string, Known[]>();
  for (const { id, summary, withdrawn, database_specific: more, affected } of vulnerabilities) {
    if (withdrawn !== undefined) continue;
    for (const { package: of, versions, ranges } of affected) {
      if (of.ecosystem !== 'npm') continue;
      const semver = ranges.filter(({ type }) => type === 'SEMVER').flatMap(({ events }) => rangesOf(events));
      const concerns = (version: string) =>
        versions.includes(version) || semver.some(range => isWithin(version, range));
      const entry = { id, severity: (more?.severity ?? 'unknown').toLowerCase(), title: summary, concerns };
      known.set(of.name, [...(known.get(of.name) ?? []), entry]);
    }
  }
  return known;
}

/** Events in their order: each `introduced` opens a range, and the next `fixed` or `last_affected` closes it. */
function rangesOf(events: readonly Readonly<Record<string, string>>[]): string[] {
  const ranges: string[] = [];
  let from: string | undefined;
  for (const event of events) {
    if (event['introduced'] !== undefined)
      from = event['introduced'] === '0' ? '0.0.0-0' : event['introduced'];
    const end =
      event['fixed'] !== undefined
        ? `<${event['fixed']}`
        : event['last_affected'] !== undefined
          ? `<=${event['last_affected']}`
          : undefined;
    if (end === undefined || from === undefined) continue;
    ranges.push(`>=${from} ${end}`);
    from = undefined;
  }
  // Not mended yet.
  return from === undefined ? ranges : [...ranges, `>=${from}`];
}
