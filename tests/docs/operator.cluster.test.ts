import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { waitFor } from '../../scripts/dev/processes/wait-for.ts';
import { LocalProduct, setUpSteps } from '../../scripts/dev/start/local-product.ts';
import { startOperator } from '../../scripts/dev/start/operator-process.ts';
import { parseStartOptions } from '../../scripts/dev/start/start-options.ts';
import { welcome } from '../../scripts/dev/start/welcome.ts';
import { ROOT } from '../../scripts/root.ts';
import type { CommandBlock } from './blocks/command-block.ts';
import { checkoutFolder } from './checkout-folder.ts';
import { linesToPaste } from './lines-to-paste.ts';
import { Reader } from './reader.ts';
import { RUNS } from './runs.ts';

const MINUTES = 60_000;
const UNINSTALL = 'docs/how-to/uninstall.md';
const MANAGED = 'app.kubernetes.io/managed-by=tenantry';
/** Not on a cluster that was named on purpose: there the definitions may be somebody's. */
const ownCluster = !process.env['TENANTRY_KUBE_CONTEXT'];

const product = new LocalProduct();
let folder: string;
let reader: Reader;

beforeAll(async () => {
  folder = await checkoutFolder();
  const kubernetes = process.env['TENANTRY_TEST_KUBERNETES'];
  const options = parseStartOptions(kubernetes === undefined ? [] : ['--kubernetes', kubernetes]);
  // The pages are about the operator: nothing else is to change its Tenants meanwhile.
  for (const step of setUpSteps(options, { controlPlane: false })) await step.run(product, () => undefined);
  const env = { PATH: process.env['PATH'] ?? '', HOME: folder };
  reader = new Reader(RUNS.operator, {
    cwd: folder,
    env,
    told: linesToPaste(await welcome(product, options)),
  });
}, 3 * MINUTES);

afterAll(async () => {
  await product.stop();
  await rm(folder, { recursive: true, force: true });
});

const said: Record<string, RegExp> = {
  'docs/tutorial/first-tenant.md':
    /suspended by billing: PaymentOverdue \(Invoice 42 is overdue\)\.[\s\S]*first +pro +False +Unknown +Unknown .* NamespaceNotOurs$/m,
  'docs/how-to/change-a-tier.md': /tier\.tenantry\.dev\/pro-next created/,
  'docs/how-to/delete-and-adopt.md': /^t-first +first +\d{4}-/m,
  'docs/how-to/run-outside-the-cluster.md': /^tenantry_operator_leader 0$/m,
};

test.each(RUNS.operator.pages.map(({ page }) => page).filter(page => page !== UNINSTALL))(
  'every command of %s works, one after the other',
  { timeout: 4 * MINUTES },
  async page => {
    expect(await reader.follow(page)).toMatch(said[page] ?? /^/);
  },
);

test.runIf(ownCluster)(
  'an uninstalled operator leaves every namespace running, its successor is handed them, and what is deleted is gone',
  { timeout: 8 * MINUTES },
  async () => {
    await reader.follow(UNINSTALL, before);
    expect(await product.kubectl('get', 'namespaces', '-l', MANAGED, '-o', 'name')).toBe('');
  },
);

test.runIf(ownCluster)('no command of these pages was left out', async () => {
  expect(await reader.left()).toEqual([]);
});

/** What the page tells the reader to do with the operator, and the days that lie between two of its blocks. */
async function before({ commands }: CommandBlock): Promise<void> {
  if (commands.includes('delete -k operator/manifests')) {
    await stopOperator();
    await samplesStillRun();
  }
  if (commands.includes('"finalizers":null')) {
    await installAgain();
    await waitForTenants('Ready=False');
    await stopOperator();
    await product.kubectl('delete', 'tenants', '--all', '--wait=false');
  }
  if (commands.includes('tenantry.dev/adopt')) {
    expect(await product.kubectl('get', 'tenants', '-o', 'name')).toBe('');
    await samplesStillRun();
    await installAgain();
    await waitForTenants('Ready=False');
  }
  if (commands.includes('delete tenants --all')) await waitForTenants('Available');
  if (commands.includes('delete namespaces -l')) {
    // What the other pages left as tombstones is not deleted with the Tenants.
    expect(await product.kubectl('get', 'namespaces', '-l', MANAGED, '-o', 'name')).not.toMatch(/sample/);
    const definitions = ['tenants', 'tiers', 'tierrevisions'].map(kind => `${kind}.tenantry.dev`);
    await product.kubectl('annotate', 'crd', ...definitions, 'tenantry.dev/break-glass=delete');
    await product.kubectl('delete', '-k', join(ROOT, 'operator/manifests'), '--ignore-not-found');
  }
}

async function installAgain(): Promise<void> {
  for (const part of ['manifests', 'tiers', 'samples'])
    await product.kubectl('apply', '--server-side', '-k', join(ROOT, 'operator', part));
  product.operator = await startOperator(product.requireCluster(), join(ROOT, 'operator/src/main.ts'));
}

async function stopOperator(): Promise<void> {
  await product.operator?.stop();
  product.operator = undefined;
}

async function samplesStillRun(): Promise<void> {
  const path = 'jsonpath={range .items[*]}{.metadata.name} {.metadata.deletionTimestamp}{"\\n"}{end}';
  await waitFor('the four pods of the sample', 60_000, async () => {
    const pods = await product.kubectl('get', 'pods', '-n', 't-sample-pro', '-o', path);
    // Those that are going have a time after their name.
    return pods.split('\n').filter(line => line.trim() !== '' && !/\S \S/.test(line)).length === 4;
  });
}

async function waitForTenants(condition: string): Promise<void> {
  await product.kubectl('wait', 'tenants', '--all', `--for=condition=${condition}`, '--timeout=90s');
}
