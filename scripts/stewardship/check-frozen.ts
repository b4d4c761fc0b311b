import { createHash } from 'node:crypto';
import { lstat, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { unlessMissing } from '../unless-missing.ts';
import type { Entry } from './entry.ts';
import { type EvidenceCopy, readEvidence } from './evidence-copy.ts';
import { type Fault, fault } from './fault.ts';
import { FROZEN, frozenPath } from './places.ts';

/** Frozen copies by their digest; of those that are missing or no evidence, none. */
export async function readFrozen(root: string): Promise<ReadonlyMap<string, EvidenceCopy>> {
  const names = await namesIn(root);
  const read = names.map(async name => {
    const evidence = readEvidence(await readFile(join(root, FROZEN, name), 'utf8'));
    return evidence ? [[name.replace('.json', ''), evidence] as const] : [];
  });
  return new Map((await Promise.all(read)).flat());
}

/** What entries rest on: there, unchanged, with the lines that they cite, each ok; and nothing besides. */
export async function frozenFaults(root: string, entries: readonly Entry[]): Promise<readonly Fault[]> {
  const cited = entries.flatMap(({ id, evidence }) => evidence.map(one => ({ id, ...one })));
  const wanted = new Set(cited.map(({ sha256 }) => `${sha256}.json`));
  const idle = ((await readdir(join(root, FROZEN)).catch(unlessMissing)) ?? [])
    .sort()
    .filter(name => !wanted.has(name))
    .map(name => fault('frozen-uncited', join(FROZEN, name), 'no entry cites it'));
  const copies = new Map(
    await Promise.all([...wanted].map(async name => [name, await judgeCopy(root, name)] as const)),
  );
  const lines = cited.flatMap(({ id, sha256, path, lines: ids }) =>
    lineFaults(id, path, ids, copies.get(`${sha256}.json`)?.evidence),
  );
  const paths = await Promise.all(
    [...new Set(cited.map(({ path }) => path))].map(async path =>
      (await stat(join(root, path)).catch(() => undefined))
        ? []
        : [fault('evidence-path-missing', path, 'no such file')],
    ),
  );
  return [...[...copies.values()].flatMap(({ faults }) => faults), ...idle, ...lines, ...paths.flat()];
}

/** Evidence files that no entry has frozen as they are now. */
export async function staleEvidence(root: string, entries: readonly Entry[]): Promise<readonly Fault[]> {
  const frozen = new Set(entries.flatMap(({ evidence }) => evidence.map(({ sha256 }) => sha256)));
  const names = await readdir(join(root, 'docs/evidence')).catch(unlessMissing);
  const judged = (names ?? [])
    .filter(name => name.endsWith('.json'))
    .map(async name => {
      const path = join('docs/evidence', name);
      const sha256 = digest(await readFile(join(root, path)));
      return frozen.has(sha256) ? [] : [fault('evidence-stale', path, 'is not what an entry froze')];
    });
  return (await Promise.all(judged)).flat();
}

async function judgeCopy(root: string, name: string) {
  const path = join(FROZEN, name);
  const stats = await lstat(join(root, path)).catch(() => undefined);
  // A link would hold for as long as the file elsewhere does, and not in another clone.
  if (stats?.isFile() === false) return { faults: [fault('frozen-invalid', path, 'is no file of its own')] };
  const bytes = await readFile(join(root, path)).catch(() => undefined);
  if (bytes === undefined) return { faults: [fault('frozen-missing', path, 'no such file')] };
  const sha256 = digest(bytes);
  if (frozenPath(sha256) !== path) return { faults: [fault('frozen-changed', path, `is ${sha256} now`)] };
  const evidence = readEvidence(bytes.toString('utf8'));
  return evidence
    ? { faults: [], evidence }
    : { faults: [fault('frozen-invalid', path, 'no topic, machine and lines')] };
}

function lineFaults(id: string, path: string, lines: readonly string[], evidence: EvidenceCopy | undefined) {
  if (!evidence) return [];
  return lines.flatMap(wanted => {
    const line = evidence.lines.find(one => one.id === wanted);
    const at = `${id}, ${path}`;
    if (!line) return [fault('evidence-line-missing', at, `has no line "${wanted}"`)];
    return line.ok ? [] : [fault('evidence-line-failed', at, `"${wanted}" was not ok`)];
  });
}

/** Files alone: a folder or a link there is told, and does not stop the rest. */
async function namesIn(root: string): Promise<readonly string[]> {
  const found = await readdir(join(root, FROZEN), { withFileTypes: true }).catch(unlessMissing);
  return (found ?? []).flatMap(one => (one.isFile() && one.name.endsWith('.json') ? [one.name] : [])).sort();
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
