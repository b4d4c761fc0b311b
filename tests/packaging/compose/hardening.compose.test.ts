import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';
import {
  HARDENING,
  type HardeningRow,
  hardeningTable,
  type JudgedProject,
} from '../../../scripts/packaging/hardening.ts';
import { HARDENING_COMMAND, hardeningPage } from '../../../scripts/packaging/hardening-page.ts';
import { judgedProjects } from '../../../scripts/packaging/judge-tiers.ts';
import { manifests, version } from './manifests.test-support.ts';

const PAGE = fileURLToPath(new URL('../../../docs/reference/hardening.md', import.meta.url));

let projects: readonly JudgedProject[] = [];
let table: readonly HardeningRow[] = [];

beforeAll(async () => {
  projects = await judgedProjects(manifests, (await resolveCompose()).path, version);
  table = hardeningTable(projects);
});

describe('every service of every combination is hardened', () => {
  test.each(HARDENING.map(line => [line.id, line.says]))('%s: %s', id => {
    const row = table.find(({ line }) => line.id === id);
    expect(row?.of, 'services that were asked').toBeGreaterThan(0);
    expect(row?.without).toEqual([]);
  });
});

test('the page says what was computed', async () => {
  const message = `docs/reference/hardening.md is not current: ${HARDENING_COMMAND}`;
  expect(await readFile(PAGE, 'utf8').catch(() => ''), message).toBe(hardeningPage(projects, table));
});
