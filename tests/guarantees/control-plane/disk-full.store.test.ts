import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { runControlPlane, temporaryFolder } from './running-control-plane.test-support.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;
if (!canMount) console.warn('not run here: a full disk needs Linux and root, for a small tmpfs');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let disk: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  disk = join(folder.path, 'disk');
  mkdirSync(disk);
  if (canMount) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', disk]);
});
afterEach(async () => {
  if (canMount) execFileSync('umount', ['--lazy', disk]);
  await folder[Symbol.asyncDispose]();
});

/** Leaves not a byte. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  try {
    for (;;) writeSync(file, Buffer.alloc(4_096));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  } finally {
    closeSync(file);
  }
}

test.skipIf(!canMount)(
  'a full disk is 503 with Retry-After and not ready; nothing acknowledged is lost, and with room again it serves on',
  async () => {
    const ballast = join(disk, 'ballast');
    writeFileSync(ballast, Buffer.alloc(6_000_000));
    await using controlPlane = await runControlPlane(`sqlite:${join(disk, 'tenantry.db')}`);
    const made = await controlPlane.send('POST', '/v1/tenants', {
      json: { slug: 'sample-acme', displayName: 'Acme' },
    });
    const { tenantId } = z.object({ tenantId: z.string() }).parse(made.body);
    const batch = (n: number) =>
      Array.from({ length: 50 }, (_, at) => ({
        id: `${n}-${at}`,
        type: 'ingestion',
        tenantId,
        data: 'x'.repeat(1_000),
      }));
    const send = (n: number) => controlPlane.send('POST', '/v1/usage/events', { json: batch(n) });
    const ready = async () => (await controlPlane.send('GET', '/readyz')).status;
    const acknowledged: number[] = [];
    let answer = await send(0);
    for (let n = 1; answer.status === 200 && n < 1_000; n++) {
      acknowledged.push(n - 1);
      if (n === 20) fill(join(disk, 'more'));
      answer = await send(n);
    }
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(acknowledged.length).toBeGreaterThanOrEqual(20);
    // What is folded into the file leaves its log with room that is there already: small writes go on until it is used up.
    const small = (n: number) =>
      controlPlane.send('POST', '/v1/usage/events', {
        json: [{ id: `small-${n}`, type: 'ingestion', tenantId, quantity: 0 }],
      });
    let fits = 0;
    for (let kept = await small(0); kept.status === 200 && fits < 20_000; kept = await small(fits)) fits += 1;
    expect(fits).toBeLessThan(20_000);
    await expect.poll(ready, { timeout: 20_000 }).toBe(503);
    expect((await controlPlane.send('GET', '/livez')).status).toBe(200);
    const create = () =>
      controlPlane.send('POST', '/v1/tenants', { json: { slug: 'sample-b', displayName: 'B' } });
    expect(await create()).toMatchObject({ status: 503 });
    expect((await controlPlane.send('GET', `/v1/tenants/${tenantId}`)).status).toBe(200);

    rmSync(ballast);
    rmSync(join(disk, 'more'));
    await expect.poll(ready, { timeout: 20_000 }).toBe(200);
    expect((await create()).status).toBe(201);
    expect((await send(5_000)).status).toBe(200);
    for (const n of acknowledged) {
      expect([n, (await send(n)).body]).toMatchObject([n, { counts: { duplicate: 50 } }]);
    }
    const total = async () => {
      const { body } = await controlPlane.send('GET', `/v1/tenants/${tenantId}/usage/total?meter=ingestion`);
      return z.object({ events: z.int() }).parse(body).events;
    };
    await expect.poll(total, { timeout: 20_000 }).toBeGreaterThanOrEqual((acknowledged.length + 1) * 50);
  },
  120_000,
);
