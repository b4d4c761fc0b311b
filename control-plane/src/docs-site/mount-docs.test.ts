import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync } from 'node:zlib';
import { PROBLEM_MEDIA_TYPE } from '@tenantry/contracts/api/problem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';

const PROBLEM = `${PROBLEM_MEDIA_TYPE}; charset=utf-8`;
const BROWSER = { accept: 'text/html,*/*;q=0.8' };
let folder: string;
let app: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-docs-'));
  const dist = join(folder, 'dist');
  for (const below of ['how-to', 'adr', 'assets/chunks']) mkdirSync(join(dist, below), { recursive: true });
  writeFileSync(join(folder, 'secret.html'), 'not for anybody');
  writeFileSync(join(dist, 'index.html'), 'front');
  writeFileSync(join(dist, '404.html'), 'nowhere');
  writeFileSync(join(dist, 'how-to', 'keys.html'), 'keys');
  writeFileSync(join(dist, 'how-to', 'keys.html.br'), brotliCompressSync('keys'));
  writeFileSync(join(dist, 'how-to', 'v1.2-notes.html'), 'notes');
  writeFileSync(join(dist, 'adr', 'index.html'), 'decisions');
  writeFileSync(join(dist, 'assets', 'chunks', 'theme.4f_a.js'), 'theme');
  writeFileSync(join(dist, 'before-paint.js'), 'paint');
  writeFileSync(join(dist, '.hidden.html'), 'hidden');
  symlinkSync(folder, join(dist, 'up'));
  symlinkSync('../secret.html', join(dist, 'secret.html'));
  symlinkSync('loop.html', join(dist, 'loop.html'));
  symlinkSync('how-to/keys.html', join(dist, 'link.html'));
  app = await startTestApp({ docsFolder: dist, consoleFolder: join(folder, 'console') });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const get = (path: string, headers: Readonly<Record<string, string>> = BROWSER) =>
  fetch(`${app.url}${path}`, { headers, redirect: 'manual' });

test.each([
  ['/docs/', 'front'],
  ['/docs/how-to/keys', 'keys'],
  ['/docs/how-to/v1.2-notes', 'notes'],
  ['/docs/adr/', 'decisions'],
  ['/docs/link', 'keys'],
])('%s is a page, for everybody, that runs nothing but files of this host', async (path, content) => {
  for (const headers of [BROWSER, { accept: '*/*' }]) {
    const answer = await get(path, headers);
    expect([answer.status, await answer.text()]).toEqual([200, content]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self';");
    expect(policy).not.toMatch(/unsafe|nonce|https?:|\*/);
  }
});

test.each([
  ['/docs', '/docs/'],
  ['/docs/how-to/keys.html', '/docs/how-to/keys'],
  ['/docs/index.html', '/docs/'],
  ['/docs/adr', '/docs/adr/'],
])('%s leads to %s', async (from, to) => {
  const answer = await get(from);
  expect([answer.status, answer.headers.get('location')]).toEqual([308, to]);
});

test('what has a hash in its name is kept for ever, and everything else is asked for again', async () => {
  const kept = async (path: string) => (await get(path)).headers.get('cache-control');
  expect(await kept('/docs/assets/chunks/theme.4f_a.js')).toBe('public, max-age=31536000, immutable');
  expect(await kept('/docs/before-paint.js')).toBe('no-cache');
  const page = await get('/docs/how-to/keys', { ...BROWSER, 'accept-encoding': 'br' });
  expect(page.headers.get('content-encoding')).toBe('br');
  const again = await ask('/docs/how-to/keys', {
    'accept-encoding': 'br',
    'if-none-match': page.headers.get('etag') ?? '',
  });
  expect(again.status).toBe(304);
});

test.each(['if-match', 'if-unmodified-since'])(
  '%s is for those who write: a file is sent all the same',
  async name => {
    const value = name === 'if-match' ? '"another"' : 'Thu, 01 Jan 1970 00:00:00 GMT';
    expect((await ask('/docs/how-to/keys', { [name]: value })).status).toBe(200);
  },
);

test.each(['/docs/nothing', '/docs/how-to/nothing', '/docs/assets/', '/docs/how-to/keys/'])(
  'where there is nothing, as at %s, people are shown a page and programs a problem',
  async path => {
    const page = await get(path);
    expect([page.status, await page.text()]).toEqual([404, 'nowhere']);
    const problem = await get(path, { accept: 'application/json' });
    expect([problem.status, problem.headers.get('content-type')]).toEqual([404, PROBLEM]);
  },
);

test.each([
  '/docs/../secret',
  '/docs/../secret.html',
  '/docs/%2e%2e/secret',
  '/docs/how-to/..%2f..%2fsecret',
  '/docs/..\\secret',
  '/docs//etc/hosts',
  '/docs/.hidden',
  '/docs/a/b/c/d/e/f/g/h',
  '/docs/up/secret',
  '/docs/secret',
  '/docs/loop',
])('%s leads out of nothing', async path => {
  const { status, body } = await ask(path, { accept: 'application/json' });
  expect(status).toBe(404);
  expect(body).not.toMatch(/not for anybody|hidden|localhost/);
});

test('it is only read', async () => {
  const answer = await fetch(`${app.url}/docs/how-to/keys`, { method: 'POST' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  const head = await fetch(`${app.url}/docs/how-to/keys`, { method: 'HEAD' });
  expect([head.status, await head.text()]).toEqual([200, '']);
});

test('without a build, the page says with which command it is made', async () => {
  await using bare = await startTestApp({ docsFolder: join(folder, 'nowhere') });
  const answer = await fetch(`${bare.url}/docs/`, { headers: BROWSER });
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('npm run docs -- build');
  const program = await fetch(`${bare.url}/docs/`);
  expect(program.headers.get('content-type')).toBe(PROBLEM);
});

/** As it stands: fetch would put the path in order, and ask past every cache. */
function ask(path: string, headers: Readonly<Record<string, string>>) {
  const { port } = new URL(app.url);
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers }, async answer =>
      resolve({ status: answer.statusCode ?? 0, body: await text(answer) }),
    )
      .on('error', reject)
      .end();
  });
}
