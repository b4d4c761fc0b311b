import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { verifyExport } from './read-export.ts';

const PASSPHRASE = 'correct horse battery staple';
let app: TestApp;
let folder: string;
beforeEach(async () => {
  app = await startTestApp();
  folder = mkdtempSync(join(tmpdir(), 'tenantry-export-'));
});
afterEach(async () => {
  await app[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

async function ask(passphrase: string): Promise<Response> {
  return fetch(`${app.url}/v1/export`, {
    method: 'POST',
    headers: { 'x-test-principal': 'user:test;admin;', 'content-type': 'application/json' },
    body: JSON.stringify({ passphrase }),
  });
}

test('an admin is given everything in one encrypted file while the control plane runs, and the audit says so', async () => {
  await app.as('admin')('POST', '/v1/tenants', { body: { slug: 'acme', displayName: 'Acme' } });
  const response = await ask(PASSPHRASE);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/octet-stream');
  const file = join(folder, 'file');
  writeFileSync(file, Buffer.from(await response.arrayBuffer()));
  const { head, passes } = await verifyExport(createReadStream(file), { passphrase: PASSPHRASE });
  expect(passes).toContainEqual(expect.objectContaining({ name: 'changes/tenant', documents: 2 }));
  const audit = await app.as('admin')('GET', '/v1/audit?action=installation.exported');
  expect(audit.body).toMatchObject({ items: [{ actorId: 'user:test', target: `export/${head.exportId}` }] });
});

test('exports are few: who asks too often is told when to come again', async () => {
  for (let asked = 0; asked < 2; asked++) await (await ask(PASSPHRASE)).arrayBuffer();
  const refused = await ask(PASSPHRASE);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
  app.clock.advance(600_000);
  expect((await ask(PASSPHRASE)).status).toBe(200);
});

test('a short passphrase is refused, and so is everybody but an admin', async () => {
  expect((await ask('short')).status).toBe(400);
  for (const role of ['finance', 'cs', 'viewer', 'onboarding'] as const) {
    const reply = await app.as(role)('POST', '/v1/export', { body: { passphrase: PASSPHRASE } });
    expect(reply.status, role).toBe(403);
  }
});
