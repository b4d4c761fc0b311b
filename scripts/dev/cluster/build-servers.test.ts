import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { buildServers, builtPath, compareVersions, findGo, serverCache } from './build-servers.ts';
import { kubernetesModule, type ServerModule } from './server-modules.ts';

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

  const module = (): ServerModule => ({
    folder: join(dir, 'source'),
    id: 'sample-1.2.3',
    version: '1.2.3',
    packages: { sample: 'sample' },
  });

  test('two builds at once build once, and both end with the program there', async () => {
    const lines: string[] = [];
    const build = () => buildServers(dir, module(), ['sample'], line => lines.push(line));
    await Promise.all([build(), build()]);
    expect(lines.filter(line => line.startsWith('built'))).toHaveLength(1);
    expect(existsSync(builtPath(dir, module(), 'sample'))).toBe(true);
  });

  test('a build that fails says why and leaves nothing in the cache', async () => {
    writeFileSync(join(dir, 'source', 'main.go'), 'package main\n\nfunc main() { missing() }\n');
    await expect(buildServers(dir, module(), ['sample'], () => undefined)).rejects.toThrow(
      /undefined: missing/,
    );
    expect(readdirSync(join(dir, 'sample-1.2.3'))).toEqual([]);
  });
});

test('the version that is built is the one that go.mod requires', () => {
  const { id, version } = kubernetesModule('1.36');
  expect(version).toMatch(/^1\.36\.\d+$/);
  expect(id).toBe(`kubernetes-${version}`);
});

test('versions compare by number, not by text', () => {
  expect(compareVersions('1.26', '1.9')).toBeGreaterThan(0);
  expect(compareVersions('1.26.0', '1.26')).toBe(0);
  expect(compareVersions('1.25.9', '1.26')).toBeLessThan(0);
});

test('the cache is in XDG_CACHE_HOME where that is set', () => {
  expect(serverCache({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/tenantry/servers');
});
