import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildPrograms, builtPath, programCache } from './build-programs.ts';
import { findGo } from './find-go.ts';
import type { GoModule } from './go-module.ts';

const go = await findGo();

describe.skipIf('problem' in go)('building a Go module', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tenantry-build-'));
    mkdirSync(join(dir, 'source'));
    writeFileSync(join(dir, 'source', 'go.mod'), 'module sample\n\ngo 1.24\n');
    writeFileSync(join(dir, 'source', 'main.go'), 'package main\n\nfunc main() {}\n');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  const module = (): GoModule => ({
    folder: join(dir, 'source'),
    id: 'sample-1.2.3',
    version: '1.2.3',
    packages: { sample: 'sample' },
  });

  test('two builds at once build once, and both end with the program there', async () => {
    const lines: string[] = [];
    const build = () => buildPrograms(dir, module(), ['sample'], line => lines.push(line));
    await Promise.all([build(), build()]);
    expect(lines.filter(line => line.startsWith('built'))).toHaveLength(1);
    expect(existsSync(builtPath(dir, module(), 'sample'))).toBe(true);
  });

  test('a build that fails says why and leaves nothing in the cache', async () => {
    writeFileSync(join(dir, 'source', 'main.go'), 'package main\n\nfunc main() { missing() }\n');
    await expect(buildPrograms(dir, module(), ['sample'], () => undefined)).rejects.toThrow(
      /undefined: missing/,
    );
    expect(readdirSync(join(dir, 'sample-1.2.3'))).toEqual([]);
  });
});

test('the cache is in XDG_CACHE_HOME where that is set', () => {
  expect(programCache({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/tenantry/servers');
});
