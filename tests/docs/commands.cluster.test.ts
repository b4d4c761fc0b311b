import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalProduct, setUpSteps } from '../../scripts/dev/start/local-product.ts';
import { parseStartOptions } from '../../scripts/dev/start/start-options.ts';
import { ROOT } from './markdown-links.ts';
import { shellBlocks } from './shell-blocks.ts';

const execute = promisify(execFile);
const MINUTES = 60_000;

/** What `npm start` brings up, and a folder of the reader's own with kubectl on PATH. */
const product = new LocalProduct();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-docs-'));
  const kubernetes = process.env['TENANTRY_TEST_KUBERNETES'];
  const options = parseStartOptions(kubernetes === undefined ? [] : ['--kubernetes', kubernetes]);
  // The pages are about the operator: nothing else is to change its Tenants meanwhile.
  for (const step of setUpSteps(options, { controlPlane: false })) await step.run(product, () => undefined);
  await symlink(product.requireCluster().kubectl, join(folder, 'kubectl'));
  await cp(join(ROOT, 'operator'), join(folder, 'operator'), { recursive: true });
}, 3 * MINUTES);

afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a page's commands as a reader would, in order, and fails with the first that fails. */
async function follow(page: string, select: (commands: string) => boolean = () => true): Promise<string> {
  const text = await readFile(join(ROOT, 'docs', page), 'utf8');
  const script = shellBlocks(text).filter(select).join('\n');
  expect(script).not.toBe('');
  const environment = {
    PATH: `${folder}:${process.env['PATH']}`,
    HOME: folder,
    KUBECONFIG: product.requireCluster().kubeconfig,
  };
  const shell = execute('bash', ['-e', '-u', '-x', '-o', 'pipefail', '-c', script], {
    cwd: folder,
    env: environment,
    timeout: 3 * MINUTES,
    maxBuffer: 16 * 1024 * 1024,
  });
  return (await shell).stdout;
}

const nothingOfTheFirstTerminal = (commands: string) => !/^(npm start|export KUBECONFIG)/.test(commands);

test('the tutorial leads a reader from nothing to a tenant brought back', {
  timeout: 4 * MINUTES,
}, async () => {
  const output = await follow('tutorial/first-tenant.md', nothingOfTheFirstTerminal);
  expect(output).toContain('suspended by billing: PaymentOverdue (Invoice 42 is overdue).');
  expect(output).toMatch(/^first +pro +False +Unknown +Unknown .* NamespaceNotOurs$/m);
});

test.each([
  'how-to/suspend-and-resume.md',
  'how-to/pause.md',
  'how-to/troubleshoot.md',
  'explanation/drift.md',
])('every command of "%s" works on the tenant of the tutorial', { timeout: 4 * MINUTES }, async page => {
  await follow(page);
});

test('a tier is changed, and a tenant tries the next one, as the how-to says', {
  timeout: 4 * MINUTES,
}, async () => {
  await cp(join(folder, 'operator/tiers'), join(folder, 'my-tiers'), { recursive: true });
  const output = await follow('how-to/change-a-tier.md');
  expect(output).toContain('tier.tenantry.dev/pro-next created');
});

test('a tenant is deleted, brought back, and deleted for good, as the how-to says', {
  timeout: 4 * MINUTES,
}, async () => {
  // The last block deletes by hand what the one before has deleted already.
  const output = await follow('how-to/delete-and-adopt.md', commands => !commands.includes('break-glass'));
  expect(output).toMatch(/^t-first +first +\d{4}-/m);
});

// Not on a cluster that was named on purpose: there the definitions may be somebody's.
const ownCluster = !process.env['TENANTRY_KUBE_CONTEXT'];

test.runIf(ownCluster)(
  'an uninstalled operator leaves every namespace running, and its successor is handed them',
  { timeout: 6 * MINUTES },
  async () => {
    const page = 'how-to/uninstall.md';
    await follow(page, commands => /delete crd|delete -k/.test(commands));
    const pods = await product.kubectl('get', 'pods', '-n', 't-sample-pro', '-o', 'name');
    expect(pods.trim().split('\n')).toHaveLength(4);

    for (const part of ['manifests', 'tiers', 'samples']) {
      await product.kubectl('apply', '--server-side', '-k', join(ROOT, 'operator', part));
    }
    await waitForTenants('Ready=False');
    await follow(page, commands => commands.includes('tenantry.dev/adopt'));
    await waitForTenants('Available');

    await follow(page, commands => commands.includes('kubectl delete tenants --all'));
    const left = await product.kubectl('get', 'namespaces', '-l', MANAGED, '-o', 'name');
    // What the other pages left as tombstones is not deleted with the Tenants.
    expect(left).not.toMatch(/sample/);
  },
);

test.runIf(ownCluster)(
  'Tenants can be released without an operator, which stops nothing',
  { timeout: 4 * MINUTES },
  async () => {
    await product.kubectl('apply', '--server-side', '-k', join(ROOT, 'operator/samples'));
    await waitForTenants('Available');
    await product.operator?.stop();
    await product.kubectl('delete', 'tenants', '--all', '--wait=false');
    await follow('how-to/uninstall.md', commands => commands.includes('"finalizers":null'));
    expect(await product.kubectl('get', 'tenants', '-o', 'name')).toBe('');
    const pods = await product.kubectl('get', 'pods', '-n', 't-sample-pro', '-o', 'name');
    expect(pods.trim().split('\n')).toHaveLength(4);
  },
);

const MANAGED = 'app.kubernetes.io/managed-by=tenantry';

async function waitForTenants(condition: string): Promise<void> {
  await product.kubectl('wait', 'tenants', '--all', `--for=condition=${condition}`, '--timeout=90s');
}
