import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { CHART, type ChartValues, helm, NAMESPACE, render, template } from './helm.test-support.ts';
import { MATRIX, MATRIX_NAMES } from './matrix.test-support.ts';

const policySchema = z.object({
  ingress: z.array(z.object({ from: z.array(z.unknown()).optional() })).default([]),
});

test.each(MATRIX_NAMES)('helm lint finds nothing with the values %s', async name => {
  const { stdout, stderr, ok } = await helm(
    ['lint', CHART, '--strict', '--namespace', NAMESPACE, '--kube-version', '1.34.4'],
    { values: MATRIX[name] ?? {} },
  );
  expect(`${stdout}${stderr}`).toContain('1 chart(s) linted, 0 chart(s) failed');
  expect(`${stdout}${stderr}`).not.toMatch(/\[(WARNING|ERROR)\]/);
  expect(ok).toBe(true);
});

describe('a value that is wrong is refused, with its place and what it should be', () => {
  test.each<[string, ChartValues, ...string[]]>([
    ['a misspelt group', { operater: {} }, "additional properties 'operater' not allowed"],
    ['a misspelt value', { operator: { replica: 2 } }, '/operator', "'replica' not allowed"],
    [
      'a text for a number',
      { operator: { replicas: '2' } },
      '/operator/replicas',
      'got string, want integer',
    ],
    ['no replica at all', { controlPlane: { replicas: 0 } }, '/controlPlane/replicas', 'got 0, want 1'],
    ['an unknown store', { store: { kind: 'postgres' } }, '/store/kind', "'sqlite', 'mongodb'"],
    ['an unknown variable', { operator: { config: { LOGLEVEL: 'debug' } } }, "'LOGLEVEL' not allowed"],
    [
      'a variable that the chart sets',
      { controlPlane: { config: { LISTEN_ADDRESS: '0.0.0.0:1' } } },
      "'LISTEN_ADDRESS' not allowed",
    ],
    [
      'a secret among what is shown',
      { controlPlane: { config: { SMTP_PASSWORD: 'x' } } },
      "'SMTP_PASSWORD' not allowed",
    ],
    [
      'a key of the installation in a second place',
      { controlPlane: { secretConfig: { SEALING_KEY: { name: 'mine', key: 'k' } } } },
      "'SEALING_KEY' not allowed",
    ],
    [
      'a secret without its key',
      { controlPlane: { secretConfig: { SMTP_PASSWORD: { name: 'mail' } } } },
      "missing property 'key'",
    ],
    [
      'a digest that is none',
      { operator: { image: { digest: 'latest' } } },
      '/operator/image/digest',
      'does not match pattern',
    ],
    ['a size that is none', { store: { sqlite: { size: 'big' } } }, '/store/sqlite/size'],
    ['a tier that is not shipped', { tiers: { install: ['gold'] } }, '/tiers/install/0'],
    ['a tag with more in it', { operator: { image: { tag: 'x\n  y: z' } } }, '/operator/image/tag'],
    ['root', { podSecurity: { user: 0 } }, '/podSecurity/user', 'got 0, want 1'],
  ])('%s', async (_, values, ...words) => {
    const { ok, stderr } = await template(values);
    expect(ok).toBe(false);
    for (const word of words) expect(stderr).toContain(word);
  });

  test('but global takes whatever other charts share', async () => {
    expect((await template({ global: { cluster: { name: 'x' } } })).ok).toBe(true);
  });
});

describe('a value under its former name', () => {
  const claimOf = async (store: ChartValues) => {
    const claim = (await render({ store })).find(({ kind }) => kind === 'PersistentVolumeClaim');
    return JSON.stringify(claim?.['spec']);
  };

  test('means what it meant', async () => {
    expect(await claimOf({ persistence: { size: '20Gi', storageClass: 'fast' } })).toBe(
      await claimOf({ sqlite: { size: '20Gi', storageClass: 'fast' } }),
    );
  });

  test('and as the chart before had it gives way to the new name', async () => {
    expect(await claimOf({ persistence: { size: '10Gi' }, sqlite: { size: '20Gi' } })).toContain('20Gi');
  });

  test('that the new name contradicts is refused, with what to do', async () => {
    const { ok, stderr } = await template({
      store: { persistence: { size: '20Gi' }, sqlite: { size: '30Gi' } },
    });
    expect(ok).toBe(false);
    expect(stderr).toContain('store.persistence.size is called store.sqlite.size since version 0.2.0');
    expect(stderr).toContain('--set store.persistence.size=null');
  });

  test('that was removed is taken and means nothing', async () => {
    const pods = (await render({ tests: { enabled: false } })).filter(({ kind }) => kind === 'Pod');
    expect(pods).toHaveLength(1);
  });
});

describe('what cannot work is refused, with what to do instead', () => {
  const mongodb = { kind: 'mongodb' };
  test.each<[string, ChartValues, ...string[]]>([
    [
      'SQLite with two replicas',
      { controlPlane: { replicas: 2 } },
      'one process owns the file',
      'Set controlPlane.replicas to 1, or move to MongoDB',
    ],
    [
      'SQLite with autoscaling',
      { controlPlane: { autoscaling: { enabled: true } } },
      'one process owns the file',
      'Leave autoscaling off',
    ],
    [
      'MongoDB without its address',
      { store: mongodb },
      'store.mongodb.urlSecret.name',
      'create secret generic tenantry-mongodb',
    ],
    [
      'an Ingress for every host',
      { controlPlane: { ingress: { enabled: true } } },
      'controlPlane.ingress.host',
    ],
    [
      'backups without who opens them',
      { backup: { enabled: true } },
      'backup.secretName',
      '--from-file=passphrase',
    ],
    [
      'backups of a control plane that is not there',
      { backup: { enabled: true, secretName: 'backup' }, controlPlane: { enabled: false } },
      'controlPlane.enabled',
    ],
  ])('%s', async (_, values, ...words) => {
    const { ok, stderr } = await template(values);
    expect(ok).toBe(false);
    for (const word of words) expect(stderr).toContain(word);
  });

  test('another namespace than the one that definitions and policies name', async () => {
    const { ok, stderr } = await template({}, 'default');
    expect(ok).toBe(false);
    expect(stderr).toContain('--namespace tenantry-system --create-namespace');
  });

  test('MongoDB with several replicas is not', async () => {
    const values = {
      store: { ...mongodb, mongodb: { urlSecret: { name: 'x' } } },
      controlPlane: { replicas: 3 },
    };
    expect(await template(values)).toMatchObject({ ok: true });
  });
});

test('the values for production that the page shows are taken, and come to what it says of them', async () => {
  const page = await readFile(new URL('../../../docs/how-to/install-the-chart.md', import.meta.url), 'utf8');
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => text);
  const shown = blocks.find(text => text.includes('OIDC_ISSUER')) ?? '';
  const { ok, stdout, stderr } = await template(z.record(z.string(), z.json()).parse(parse(shown)));
  expect(stderr).toBe('');
  expect(ok).toBe(true);
  expect(stdout).toMatch(/TENANTRY_PUBLIC_URL\n +value: "https:\/\/tenantry\.example\.com"/);
});

test('a network policy without a peer lets nobody in, and not everybody', async () => {
  const policies = (await render({ networkPolicies: { clients: [], monitoring: [] } })).filter(
    ({ kind }) => kind === 'NetworkPolicy',
  );
  expect(policies.length).toBeGreaterThan(3);
  for (const { spec } of policies) {
    const { ingress } = policySchema.parse(spec);
    for (const { from } of ingress) expect(from?.length).toBeGreaterThan(0);
  }
});
