import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtPath } from '../programs/build-programs.ts';
import { Unavailable } from '../unavailable.ts';
import { etcdModule, kubernetesModule } from './kubernetes-modules.ts';
import { type Machine, resolveServers } from './resolve-servers.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenantry-resolve-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A machine with nothing on it, but for what is given. */
function machine(parts: Partial<Machine> = {}): Machine {
  return {
    env: {},
    cache: join(dir, 'cache'),
    findImage: async () => ({ problem: 'no Docker engine' }),
    findGo: async () => ({ problem: 'no go on PATH' }),
    build: async () => {
      throw new Error('nothing is to be built here');
    },
    ...parts,
  };
}

function program(folder: string, name: string, output = ''): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `#!/bin/sh\necho '${output}'\n`);
  chmodSync(join(folder, name), 0o755);
}

function assets(version: string): string {
  const folder = join(dir, 'assets');
  for (const name of ['etcd', 'kubectl']) program(folder, name);
  program(folder, 'kube-apiserver', `Kubernetes v${version}`);
  return folder;
}

function fillCache(cache: string): void {
  program(join(cache, etcdModule().id), 'etcd');
  for (const name of ['kube-apiserver', 'kubectl']) program(join(cache, kubernetesModule('1.34').id), name);
}

test('a context is taken only when it is named, and then before anything else', async () => {
  const env = { TENANTRY_KUBE_CONTEXT: 'staging', KUBEBUILDER_ASSETS: assets('1.34.9') };
  const servers = await resolveServers({}, machine({ env }));
  expect(servers).toMatchObject({ source: 'context', context: 'staging' });
  expect(servers.reason).toContain('TENANTRY_KUBE_CONTEXT');
});

test('programs in KUBEBUILDER_ASSETS come before programs on PATH', async () => {
  program(join(dir, 'bin'), 'etcd');
  const env = { KUBEBUILDER_ASSETS: assets('1.34.9'), PATH: join(dir, 'bin') };
  const servers = await resolveServers({}, machine({ env }));
  if (servers.source !== 'path') throw new Error(`took ${servers.source}`);
  expect(servers.version).toBe('1.34.9');
  expect(servers.path('etcd')).toBe(join(dir, 'assets', 'etcd'));
});

test('programs of another minor version than the one asked for are passed over', async () => {
  const env = { PATH: assets('1.30.0') };
  await expect(resolveServers({}, machine({ env }))).rejects.toThrow(
    /kube-apiserver in PATH is 1\.30\.0, not 1\.34/,
  );
});

test('programs found count only when none of those needed is missing', async () => {
  const env = { PATH: assets('1.34.9') };
  await expect(resolveServers({ controllerManager: true }, machine({ env }))).rejects.toThrow(
    /no kube-controller-manager in PATH/,
  );
});

test('what was built before is taken without asking Docker', async () => {
  const findImage = async () => {
    throw new Error('Docker is not to be asked');
  };
  const here = machine({ findImage });
  fillCache(here.cache);
  const servers = await resolveServers({}, here);
  expect(servers).toMatchObject({ source: 'built', version: kubernetesModule('1.34').version });
  expect(servers.reason).toBe(`built before, in ${here.cache}; no etcd in PATH`);
});

test('an image comes before a build', async () => {
  const env = { PATH: join(dir, 'bin') };
  program(join(dir, 'bin'), 'kubectl');
  const servers = await resolveServers(
    {},
    machine({ env, findImage: async () => ({ image: 'sample/k3s' }) }),
  );
  expect(servers).toMatchObject({ source: 'docker', image: 'sample/k3s' });
});

test('an image is no choice where the audit log is asked for', async () => {
  const findImage = async () => ({ image: 'sample/k3s' });
  await expect(resolveServers({ auditLog: true }, machine({ findImage }))).rejects.toThrow(
    /no image gives an audit log/,
  );
});

test('the last choice is to build what the options need, and the reason says what was passed over', async () => {
  const built: string[] = [];
  const here = machine({
    findGo: async () => ({ version: '1.26.8' }),
    build: async (cache, module, programs) => {
      built.push(...programs.map(name => builtPath(cache, module, name)));
    },
  });
  const servers = await resolveServers({ nodes: { simulated: 1 } }, here);
  expect(built.map(path => path.split('/').at(-1))).toEqual([
    'etcd',
    'kube-apiserver',
    'kubectl',
    'kube-controller-manager',
    'kube-scheduler',
    'kwok',
  ]);
  expect(servers.reason).toBe('built with Go 1.26.8; no etcd in PATH; no Docker engine');
});

test('where nothing serves, the error says what was looked for and what to install', async () => {
  const error = await resolveServers({}, machine()).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Unavailable);
  expect(String(error)).toMatch(
    /no etcd in PATH\n.*no Docker engine\n.*no go on PATH\n(.*\n)*.*install Go 1\.26 or newer/,
  );
});
