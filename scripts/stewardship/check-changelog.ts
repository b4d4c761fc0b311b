import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { readReleases } from '../release/releases.ts';
import { parseMarkdown } from './claim-blocks.ts';
import type { Entry } from './entry.ts';
import { type Fault, fault } from './fault.ts';

/** What no version has yet: an entry would name one. */
const UNRELEASED = 'Unreleased';

export interface Change {
  readonly version: string;
  /** The words of the item, without its links and marks. */
  readonly text: string;
}

/** Every item of the changelog below a version, in order. */
function changesIn(changelog: string): readonly Change[] {
  let version: string | undefined;
  return parseMarkdown(changelog).children.flatMap((node): readonly Change[] => {
    if (node.type === 'heading' && node.depth <= 2) {
      version = /^(\d+\.\d+\.\d+|Unreleased)$/.exec(textOf(node))?.[0];
    }
    const of = version;
    return of === undefined ? [] : itemsOf(node).map(text => ({ version: of, text }));
  });
}

function itemsOf(node: RootContent): readonly string[] {
  if (node.type !== 'list') return [];
  return node.children.map(item => textOf(item).replaceAll(/\s+/g, ' ').trim());
}

/** Each released change has its entry. Those of a version that is not released yet are asked for by the release. */
export async function checkChangelog(root: string, entries: readonly Entry[], isRelease: boolean) {
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  const released = new Set((await readReleases(root)).map(({ version }) => version));
  const known = new Set(
    entries.filter(({ kind }) => kind !== 'evidence').map(({ version, what }) => `${version} ${what}`),
  );
  const uncovered = changesIn(changelog).filter(({ version, text }) => !known.has(`${version} ${text}`));
  const isFault = ({ version }: Change) => version !== UNRELEASED && (isRelease || released.has(version));
  const faults: readonly Fault[] = uncovered
    .filter(isFault)
    .map(({ version, text }) => fault('changelog-uncovered', `CHANGELOG.md, ${version}`, text));
  const waiting = Map.groupBy(
    uncovered.filter(change => !isFault(change)),
    ({ version }) => version,
  );
  const notes = [...waiting].map(
    ([version, changes]) =>
      `changelog: ${changes.length} of the changes of ${version} have no entry yet; its release asks for them`,
  );
  return { faults, notes };
}
