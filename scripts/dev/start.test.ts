import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { useStart } from './start.test-support.ts';
import { EXIT_UNAVAILABLE } from './unavailable.ts';

const PATIENCE = 60_000;
/** The console is built the first time. */
const WITH_CONSOLE = 120_000;
const { room, start } = useStart();

test(
  'without a cluster, start says so first, shows the console with customers and usage, and leaves nothing',
  async () => {
    // A store that the developer has configured is not the one that samples go into.
    const { child, output, ended } = start(['--no-cluster'], {
      TENANTRY_STORE_URL: 'mongodb://db.invalid/prod',
    });
    await expect
      .poll(() => output.text, { timeout: WITH_CONSOLE, interval: 100 })
      .toContain('Ctrl-C ends everything');
    expect(output.text).toMatch(/^Without Kubernetes/);
    const address = /The API: +(http:\S+),/.exec(output.text)?.[1];
    const keyFile = /An admin key: (\S+)/.exec(output.text)?.[1] ?? '';
    expect(statSync(keyFile).mode & 0o077).toBe(0);
    const [, console] = /Open +(http:\S+)/.exec(output.text) ?? [];
    const page = await fetch(`${console}`, { headers: { accept: 'text/html' } });
    const script = /<script type="module"[^>]* src="([^"]+)"/.exec(await page.text())?.[1];
    const loaded = await fetch(new URL(script ?? '', console), { headers: { 'accept-encoding': 'br' } });
    expect([loaded.status, loaded.headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(output.text).toMatch(`sign in with  ${readFileSync(keyFile, 'utf8').trim()}`);
    const headers = { authorization: `Bearer ${readFileSync(keyFile, 'utf8').trim()}` };
    const who = await fetch(`${address}/v1/whoami`, { headers });
    expect(await who.json()).toMatchObject({ roles: ['admin'] });
    const get = async (path: string) => (await fetch(`${address}/v1/${path}`, { headers })).json();
    const tenants = z.object({ items: z.array(z.object({ tenantId: z.string() })) });
    for (const { tenantId } of tenants.parse(await get('tenants')).items) {
      const used = () => get(`tenants/${tenantId}/entitlements/meters/ingestion`);
      await expect.poll(used, { timeout: 10_000 }).toMatchObject({ used: expect.stringMatching(/^[1-9]/) });
    }
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(readdirSync(room())).toEqual([]);
  },
  WITH_CONSOLE,
);

test(
  'a control plane that dies ends the start with its log',
  async () => {
    const { output, ended } = start(['--no-cluster', '--no-console', '--once'], {
      TENANTRY_SHUTDOWN_TIMEOUT_MS: 'never',
    });
    expect(await ended).toBe(1);
    expect(output.text).toMatch(/the control plane exited \(code 2\); the end of .*control-plane\.log:/);
    expect(output.text).toContain('TENANTRY_SHUTDOWN_TIMEOUT_MS');
    expect(readdirSync(room())).toEqual([]);
  },
  PATIENCE,
);

/** A machine without Go, Docker or servers of any kind. */
function bareMachine(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const cache = join(room(), 'empty-cache');
  mkdirSync(cache);
  return {
    PATH: '/nonexistent',
    KUBEBUILDER_ASSETS: '',
    TENANTRY_KUBE_CONTEXT: '',
    XDG_CACHE_HOME: cache,
    CI: '',
    ...more,
  };
}

test(
  'where no server can be had, start says what to install, and goes on without a cluster',
  async () => {
    const { output, ended } = start(['--once', '--no-console'], bareMachine());
    expect(await ended).toBe(0);
    expect(output.text).toMatch(/install Go 1\.26 or newer/);
    expect(output.text).toContain('start Docker');
    expect(output.text).toMatch(/Without Kubernetes.*\n[\s\S]*3 sample customers, onboarded through the API/);
    expect(output.text).toMatch(
      /7 sample customers in other states, with a simulated month of \d+ usage events/,
    );
  },
  PATIENCE,
);

test.each([
  ['in CI, where nobody reads it', ['--once'], { CI: 'true' }],
  ['of a version that was asked for', ['--once', '--kubernetes', '1.34'], {}],
])('where no server can be had %s, start fails', async (_, args, env) => {
  const { output, ended } = start(args, bareMachine(env));
  expect(await ended).toBe(EXIT_UNAVAILABLE);
  expect(output.text).toContain('npm start -- --no-cluster');
});
