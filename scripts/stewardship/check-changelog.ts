import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootContent } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { parseMarkdown } from '../../docs/.vitepress/site/parse-markdown.ts';
import { readReleases } from '../release/releases.ts';
import type { Entry } from './entry.ts';
import { type Fault, fault } from './fault.ts';

/** What no version has yet: an entry would name one. */
const UNRELEASED = 'Unreleased';

export interface Change {
  readonly version: string;
  /** The words of the item, without its links and marks. */
  readonly text: string;
}

/** What a heading names: a version that is released, or what is to come. Any other keeps the version above it. */
const VERSION_HEADING = /^\[?v?(\d+\.\d+\.\d+|Unreleased)\]?(?:\s.*)?$/i;

/** Every item of the changelog below a version, in order; and what stands there as no item, which no entry could cover. */
function changesIn(changelog: string) {
  let version: string | undefined;
  const headings: string[] = [];
  const changes: Change[] = [];
  const strays: Change[] = [];
  for (const node of parseMarkdown(changelog).children) {
    if (node.type === 'heading' && node.depth <= 2) {
      const named = VERSION_HEADING.exec(textOf(node))?.[1];
      version = named?.toLowerCase() === 'unreleased' ? UNRELEASED : named;
      if (version !== undefined) headings.push(version);
    } else if (version !== undefined && node.type !== 'heading') {
      const of = version;
      const isItems = node.type === 'list';
      if (isItems) changes.push(...itemsOf(node).map(text => ({ version: of, text })));
      // Words before the first item say what the version is about.
      else if (node.type !== 'html' && changes.some(change => change.version === of)) {
        strays.push({ version: of, text: textOf(node).slice(0, 80) });
      }
    }
  }
  return { headings, changes, strays };
}

function itemsOf(node: RootContent): readonly string[] {
  if (node.type !== 'list') return [];
  return node.children.map(item => textOf(item).replaceAll(/\s+/g, ' ').trim());
}

/**
 * Each released change has its entry, and each entry of a change its item, but where a later one corrects it. Changes of a
 * version that is not released yet are asked for by the release.
 */
export async function checkChangelog(root: string, entries: readonly Entry[], isRelease: boolean) {
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  const released = new Set((await readReleases(root)).map(({ version }) => version));
  const { headings, changes, strays } = changesIn(changelog);
  const written = new Set(changes.map(keyOf));
  const known = new Set(
    entries.filter(({ kind }) => kind !== 'evidence').map(({ version, what }) => `${version} ${what}`),
  );
  const corrected = new Set(entries.flatMap(({ corrects }) => corrects ?? []));
  const uncovered = changes.filter(change => !known.has(keyOf(change)));
  const isFault = ({ version }: Change) => version !== UNRELEASED && (isRelease || released.has(version));
  const faults: readonly Fault[] = [
    ...[...released]
      .filter(version => !headings.includes(version))
      .map(version => fault('changelog-version', 'CHANGELOG.md', `no heading "## ${version}"`)),
    ...[...uncovered.filter(isFault), ...strays.filter(isFault)].map(({ version, text }) =>
      fault('changelog-uncovered', `CHANGELOG.md, ${version}`, text),
    ),
  ];
  const ofEntries: readonly Fault[] = [
    ...entries
      .filter(({ version }) => !headings.includes(version))
      .map(({ id, version }) => fault('version-unknown', id, `CHANGELOG.md has no ${version}`)),
    ...entries
      .filter(({ kind, id }) => kind === 'change' && !corrected.has(id))
      .filter(({ version, what }) => !written.has(`${version} ${what}`))
      .map(({ id, version, what }) => fault('changelog-without', id, `${version}: ${what.slice(0, 80)}`)),
  ];
  const waiting = Map.groupBy(
    uncovered.filter(change => !isFault(change)),
    ({ version }) => version,
  );
  const notes = [...waiting].map(
    ([version, list]) =>
      `changelog: ${list.length} of the changes of ${version} have no entry yet; its release asks for them`,
  );
  return { faults, ofEntries, notes };
}

function keyOf({ version, text }: Change): string {
  return `${version} ${text}`;
}
