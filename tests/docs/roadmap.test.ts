import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Nodes, TableRow } from 'mdast';
import { toString as textOf } from 'mdast-util-to-string';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../docs/.vitepress/site/parse-markdown.ts';
import { evidenceSchema } from '../../scripts/dev/evidence/evidence-file.ts';
import { TOPICS } from '../../scripts/dev/evidence/topics.ts';
import { ROOT } from '../../scripts/root.ts';

/** Every requirement of the commercial rollout plan, and what the design adds (F). */
const REQUIREMENTS = 'A1 A2 A3 A4 B1 B2 B3 B4 C1 C2 C3 C4 D1 D2 D3 E1 E2 E3 F1 F2 F3 F4 F5'.split(' ');
/** A file of tests, or what a suite of its own begins with. */
const TEST =
  /\.test\.ts$|\.bats$|^tests\/(chaos\/main|end-to-end\/\w+|console\/(accessibility|journeys\/[\w-]+))\.ts$/;

interface Row {
  readonly cells: readonly string[];
  /** Paths below the root that the cells link to, by cell; pages of the log with their anchor left out. */
  readonly links: readonly (readonly string[])[];
}

let tables: ReadonlyMap<string, readonly Row[]>;

beforeAll(async () => {
  const { children } = parseMarkdown(await readFile(join(ROOT, 'docs/ROADMAP.md'), 'utf8'));
  const found = new Map<string, Row[]>();
  for (const node of children) {
    if (node.type !== 'table') continue;
    const [head, ...rows] = node.children;
    const key = head ? cellsOf(head).join(' | ') : '';
    found.set(key, [...(found.get(key) ?? []), ...rows.map(rowOf)]);
  }
  tables = found;
});

describe('the roadmap', () => {
  test('has each requirement once, in words, with code, test and page that exist', async () => {
    const rows = rowsOf('id | requirement | code | test | page');
    expect(rows.map(({ cells }) => cells[0])).toEqual(REQUIREMENTS);
    for (const { cells, links } of rows) {
      const [id, requirement = ''] = cells;
      expect(requirement.length, `${id} is said in words`).toBeGreaterThan(30);
      const [, , code = [], tests = [], pages = []] = links;
      for (const [what, paths] of Object.entries({ code, tests, pages })) {
        expect(paths.length, `${id} has ${what}`).toBeGreaterThan(0);
      }
      expect(
        tests.filter(path => !TEST.test(path)),
        `${id}: tests are tests`,
      ).toEqual([]);
      expect(
        pages.filter(path => !path.endsWith('.md')),
        `${id}: pages are pages`,
      ).toEqual([]);
      expect(
        code.filter(path => TEST.test(path)),
        `${id}: code is no test`,
      ).toEqual([]);
    }
  });

  test('leads nowhere that is not there', async () => {
    const paths = [...tables.values()].flat().flatMap(({ links }) => links.flat());
    const missing = await Promise.all(paths.map(async path => ((await exists(path)) ? [] : [path])));
    expect(missing.flat()).toEqual([]);
    expect(paths.length).toBeGreaterThan(100);
  });

  test('names what each milestone that stands or works is held by', () => {
    const milestones = rowsOf('milestone | state | what it brings | held by');
    expect(milestones).toHaveLength(6);
    for (const { cells, links } of milestones) {
      const [name, state = ''] = cells;
      expect(['stands', 'works', 'planned'], name).toContain(state);
      if (state === 'planned' || name === 'Packaging') continue;
      expect(links[3]?.filter(path => TEST.test(path)).length, `tests of ${name}`).toBeGreaterThan(0);
    }
  });

  test('says of a milestone that it stands only when each line of its evidence is recorded, and holds', async () => {
    const standing = rowsOf('milestone | state | what it brings | held by').filter(
      ({ cells }) => cells[1] === 'stands',
    );
    expect(standing).not.toEqual([]);
    for (const { cells } of standing) {
      const topic = String(cells[0]).toLowerCase().replaceAll(' ', '-');
      const text = await readFile(join(ROOT, 'docs/evidence', `${topic}.json`), 'utf8');
      const recorded = evidenceSchema.parse(JSON.parse(text)).lines;
      const held = recorded.flatMap(({ id, ok, commit }) => (ok && !commit.endsWith('-dirty') ? [id] : []));
      expect(held, topic).toEqual(expect.arrayContaining((TOPICS[topic] ?? []).map(({ id }) => id)));
      expect(held.length, topic).toBeGreaterThan(0);
    }
  });

  test('anchors packaging to tiers, installer, dashboards and onboarding, each with its tests', () => {
    const parts = rowsOf('part | where | held by');
    const where = new Map(parts.map(({ cells, links }) => [cells[0]?.split(':')[0], links[1] ?? []]));
    expect(where.get('installer')).toContain('scripts/install_tier.sh');
    expect(where.get('dashboards')).toEqual(
      expect.arrayContaining(['charts/observability/dashboard.json', 'docs/reference/revenue.md']),
    );
    expect(where.get('onboarding')).toContain('docs/how-to/onboard-by-the-console.md');
    expect(where.get('tiers')).toContain('docs/reference/tiers.md');
    for (const { cells, links } of parts) {
      expect(links[2]?.filter(path => TEST.test(path)).length, `tests of ${cells[0]}`).toBeGreaterThan(0);
    }
  });
});

function rowsOf(head: string): readonly Row[] {
  return tables.get(head) ?? [];
}

function rowOf(row: TableRow): Row {
  return { cells: cellsOf(row), links: row.children.map(pathsIn) };
}

function cellsOf(row: TableRow): string[] {
  return row.children.map(cell => textOf(cell).trim());
}

function pathsIn(node: Nodes): readonly string[] {
  if (node.type === 'link') {
    const [path = ''] = node.url.split('#');
    return path === '' || /^https?:/.test(path) ? [] : [join('docs', path)];
  }
  return 'children' in node ? node.children.flatMap(pathsIn) : [];
}

async function exists(path: string): Promise<boolean> {
  return (await stat(join(ROOT, path)).catch(() => undefined)) !== undefined;
}
