import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadConnection } from './kube-config.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'kube-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function kubeconfig(
  user: object,
  cluster: object = { server: 'http://127.0.0.1:8001' },
): Promise<string> {
  const file = path.join(folder, 'config');
  const context = (name: string, of: string) => ({ name, context: { cluster: of, user: 'user' } });
  const clusters = [
    { name: 'one', cluster },
    {
      name: 'two',
      cluster: { server: 'https://two.example.com:6443/prefix', 'insecure-skip-tls-verify': true },
    },
  ];
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'first',
    clusters,
    users: [{ name: 'user', user }],
    contexts: [context('first', 'one'), context('second', 'two')],
  };
  await writeFile(file, stringify(config));
  return file;
}

test('a local proxy is reached by plain http without headers', async () => {
  const connection = await loadConnection({ kubeconfig: await kubeconfig({}) });
  expect(connection.server.href).toBe('http://127.0.0.1:8001/');
  expect(await connection.authorize()).toEqual({});
});

test('the named context is taken, never another in its place', async () => {
  const file = await kubeconfig({ token: 'sample' });
  const connection = await loadConnection({ kubeconfig: file, context: 'second' });
  expect(connection.server.href).toBe('https://two.example.com:6443/prefix');
  expect(connection.tls.rejectUnauthorized).toBe(false);
  await expect(loadConnection({ kubeconfig: file, context: 'third' })).rejects.toThrow('no context third');
});

test('credentials that are not supported are refused, never left out', async () => {
  const file = await kubeconfig({ tokenFile: '/nowhere' });
  await expect(loadConnection({ kubeconfig: file, context: 'second' })).rejects.toThrow(
    'user user has no credentials that are supported',
  );
});

test('a token goes into the header', async () => {
  const { authorize } = await loadConnection({ kubeconfig: await kubeconfig({ token: 'sample' }) });
  expect(await authorize()).toEqual({ Authorization: 'Bearer sample' });
});

test('a plugin is asked for the token, and not for every request', async () => {
  const runs = path.join(folder, 'runs');
  const credential = JSON.stringify({
    apiVersion: 'client.authentication.k8s.io/v1',
    kind: 'ExecCredential',
    status: { token: 'from-plugin' },
  });
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: 'sh',
    args: ['-c', `echo run >> ${runs}; echo '${credential}'`],
  };
  const { authorize } = await loadConnection({ kubeconfig: await kubeconfig({ exec }) });
  expect(await authorize()).toEqual({ Authorization: 'Bearer from-plugin' });
  await Promise.all([authorize(), authorize()]);
  expect((await readFile(runs, 'utf8')).trim().split('\n')).toHaveLength(1);
});

test('a kubeconfig that is not there, or asks for a proxy, says what is wrong', async () => {
  await expect(loadConnection({ kubeconfig: path.join(folder, 'absent') })).rejects.toThrow('cannot be read');
  const proxied = await kubeconfig(
    {},
    { server: 'https://one.example.com', 'proxy-url': 'http://proxy:3128' },
  );
  await expect(loadConnection({ kubeconfig: proxied })).rejects.toThrow('proxy-url');
});

test('outside a cluster, in-cluster configuration is refused', async () => {
  await expect(loadConnection({ inCluster: true })).rejects.toThrow('not inside a cluster');
});

test('a kubeconfig that is no YAML is named with its fault, and no line of it is shown', async () => {
  const file = path.join(folder, 'broken');
  await writeFile(file, 'users:\n- name: a\n  user: {token: sample-secret\n');
  const refusal: unknown = await loadConnection({ kubeconfig: file }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Error);
  expect(inspect(refusal)).toContain(file);
  expect(inspect(refusal)).not.toContain('sample-secret');
});
