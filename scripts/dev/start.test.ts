import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';

const START = fileURLToPath(new URL('./start.ts', import.meta.url));
const PATIENCE = 60_000;

let room: string;
let running: ChildProcess | undefined;
beforeEach(() => {
  room = mkdtempSync(join(tmpdir(), 'tenantry-start-'));
});
afterEach(() => {
  running?.kill('SIGKILL');
  rmSync(room, { recursive: true, force: true });
});

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [START, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, TMPDIR: room, ...env },
  });
  running = child;
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  return { child, output, ended: once(child, 'close').then(([code]) => Number(code)) };
}

test(
  'without a cluster, start says so first, onboards customers with usage through the API, and leaves nothing',
  async () => {
    // A store that the developer has configured is not the one that samples go into.
    const { child, output, ended } = start(['--no-cluster'], {
      TENANTRY_STORE_URL: 'mongodb://db.invalid/prod',
    });
    await expect
      .poll(() => output.text, { timeout: PATIENCE, interval: 100 })
      .toContain('Ctrl-C ends everything');
    expect(output.text).toMatch(/^Without Kubernetes/);
    const address = /The API: +(http:\S+),/.exec(output.text)?.[1];
    const keyFile = /An admin key: (\S+)/.exec(output.text)?.[1] ?? '';
    expect(statSync(keyFile).mode & 0o077).toBe(0);
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
    expect(readdirSync(room)).toEqual([]);
  },
  PATIENCE,
);

test(
  'a control plane that dies ends the start with its log',
  async () => {
    const { output, ended } = start(['--no-cluster', '--once'], { TENANTRY_SHUTDOWN_TIMEOUT_MS: 'never' });
    expect(await ended).toBe(1);
    expect(output.text).toMatch(/the control plane exited \(code 2\); the end of .*control-plane\.log:/);
    expect(output.text).toContain('TENANTRY_SHUTDOWN_TIMEOUT_MS');
    expect(readdirSync(room)).toEqual([]);
  },
  PATIENCE,
);
