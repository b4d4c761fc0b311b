import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { PROBLEM_MEDIA_TYPE } from '@tenantry/contracts/api/problem';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from '../app.test-support.ts';
import { takes } from '../http/built-folder.ts';

const PAGE =
  '<!doctype html><head><script nonce="__CSP_NONCE__">ask([/* __FIRST_READS__ */])</script>' +
  '<script type="module" nonce="__CSP_NONCE__"></script></head>';
const NEEDS = [
  {
    path: '^/today$',
    scripts: ['assets/today-1.js'],
    styles: ['assets/today-2.css'],
    texts: { en: ['assets/en-3.js'], de: ['assets/de-4.js'] },
    firstReads: ['/v1/today?show=needs&limit=50', '/v1/meters'],
  },
  {
    path: '^/tenants/(?<tenantId>[^/]+)$',
    scripts: ['assets/tenant-5.js'],
    styles: [],
    texts: { en: [], de: [] },
    firstReads: ['/v1/tenants/{tenantId}'],
  },
];
const SCRIPT = `console.log('${'a console '.repeat(50)}')`;
const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

let folder: string;
let app: TestApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-pages-'));
  const dist = join(folder, 'dist');
  mkdirSync(join(dist, 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for anybody');
  writeFileSync(join(dist, 'index.html'), PAGE);
  writeFileSync(join(dist, 'favicon.svg'), '<svg/>');
  mkdirSync(join(dist, '.vite'));
  writeFileSync(join(dist, '.vite', 'pages.json'), JSON.stringify(NEEDS));
  const script = join(dist, 'assets', 'index-4f_a-B.js');
  writeFileSync(script, SCRIPT);
  writeFileSync(`${script}.br`, brotliCompressSync(SCRIPT));
  writeFileSync(`${script}.gz`, gzipSync(SCRIPT));
  writeFileSync(`${script}.map`, '{}');
  writeFileSync(join(dist, 'assets', 'plain.css'), 'a{}');
  app = await startTestApp({ consoleFolder: dist });
});

afterAll(async () => {
  await app[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const get = (path: string, init: RequestInit = {}) => fetch(app.url + path, init);

/** The very path, which fetch would tidy up. */
async function rawGet(path: string, headers = ''): Promise<string> {
  const { hostname, port } = new URL(app.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`);
  return text(socket);
}

test.each(['/', '/tenants', '/tenants/01998a00-0000-7000-8000-000000000000?tab=usage', '/sign-in', '/v1x'])(
  'a browser that opens %s is given the page of the console, and keeps no copy',
  async path => {
    const page = await get(path, { headers: BROWSER });
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toContain('<script type="module"');
  },
);

test('each answer has a nonce of its own, in the policy and in every place of the page', async () => {
  const nonces = new Set<string>();
  for (let time = 0; time < 20; time++) {
    const page = await get('/', { headers: BROWSER });
    const policy = page.headers.get('content-security-policy') ?? '';
    const nonce = /script-src 'nonce-([\w+/]{24})' 'strict-dynamic';/.exec(policy)?.[1] ?? '';
    const inPage = [...(await page.text()).matchAll(/nonce="([^"]*)"/g)].map(([, found]) => found);
    expect(inPage).toEqual([nonce, nonce]);
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(20);
});

const pageAt = async (path: string, language = 'en-GB') =>
  (await get(path, { headers: { ...BROWSER, 'accept-language': language } })).text();
const namedIn = (page: string) =>
  [...page.matchAll(/<link rel="(\w+)"(?: as="style")? crossorigin href="([^"]+)"/g)].map(
    ([, rel, href]) => `${rel} ${href}`,
  );
const readsIn = (page: string) => /ask\(\[(.*)\]\)/.exec(page)?.[1];

test('a page names the scripts, styles and texts of its address, and what it asks the API first', async () => {
  const page = await pageAt('/today');
  expect(namedIn(page)).toEqual([
    'modulepreload /assets/today-1.js',
    'modulepreload /assets/en-3.js',
    'preload /assets/today-2.css',
  ]);
  expect(readsIn(page)).toBe('"/v1/today?show=needs&limit=50","/v1/meters"');
  expect(namedIn(await pageAt('/today', 'de-AT,en;q=0.5'))).toContain('modulepreload /assets/de-4.js');
  expect(namedIn(await pageAt('/today', 'fr'))).toContain('modulepreload /assets/en-3.js');
  const id = '01998a00-0000-7000-8000-000000000000';
  expect(readsIn(await pageAt(`/tenants/${id}`))).toBe(`"/v1/tenants/${id}"`);
});

test('nothing is asked first for an address with a query, or with what is no id; unknown addresses name nothing', async () => {
  expect(readsIn(await pageAt('/today?who=mine'))).toBe('');
  expect(namedIn(await pageAt('/today?who=mine'))).toHaveLength(3);
  for (const odd of ['a%22b', 'a.b', '%3C%2Fscript%3E', "a'b", `${'a'.repeat(129)}`]) {
    const page = await pageAt(`/tenants/${odd}`);
    expect([odd, readsIn(page)]).toEqual([odd, '']);
    expect(namedIn(page)).toEqual(['modulepreload /assets/tenant-5.js']);
  }
  expect(namedIn(await pageAt('/nothing'))).toEqual([]);
  expect(readsIn(await pageAt('/nothing'))).toBe('');
});

test('the policy takes nothing from elsewhere and nothing that is written into the page', async () => {
  const { headers } = await get('/', { headers: BROWSER });
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy.replace(/'nonce-[^']+'/g, "'nonce-…'").split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'nonce-…' 'strict-dynamic'",
    "style-src 'self' 'nonce-…'",
    "connect-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ]);
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test.each(['/v1/nothing', '/v1', '/docs/nothing', '/metrics/x', '/livez/', '/openapi.json/x', '/assets'])(
  '%s is an address of the API or of assets: a browser is told that nothing is there',
  async path => {
    const answer = await get(path, { headers: BROWSER });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      404,
      expect.stringContaining(PROBLEM_MEDIA_TYPE),
    ]);
  },
);

test('routes of the API answer browsers as before', async () => {
  expect((await get('/livez', { headers: BROWSER })).headers.get('content-type')).toContain('json');
  expect((await get('/v1/whoami', { headers: BROWSER })).status).toBe(401);
});

test('a program that asks for no page is told of a wrong address by a problem, and of / by the page', async () => {
  expect((await get('/tenants')).status).toBe(404);
  expect((await get('/tenants', { headers: { accept: 'application/json' } })).status).toBe(404);
  expect((await get('/')).status).toBe(200);
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])(
  '%s changes nothing at the address of a page',
  async method => {
    const answer = await get('/tenants', { method, headers: BROWSER });
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain(PROBLEM_MEDIA_TYPE);
  },
);

test('HEAD tells what GET would, without it', async () => {
  for (const path of ['/', '/assets/index-4f_a-B.js']) {
    const head = await get(path, { method: 'HEAD', headers: BROWSER });
    expect([head.status, await head.text()]).toEqual([200, '']);
    const { headers } = await get(path, { headers: BROWSER });
    expect(head.headers.get('content-length')).toBe(headers.get('content-length'));
  }
});

test('an asset is kept for ever, with its type and the policy of data', async () => {
  const answer = await get('/assets/index-4f_a-B.js');
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  });
  expect(await answer.text()).toBe(SCRIPT);
  expect((await get('/assets/plain.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['BR;Q=1', 'br'],
  ['br;q=0, gzip;q=0.001', 'gzip'],
  ['*', 'br'],
  ['*;q=0', undefined],
  ['identity', undefined],
  ['', undefined],
  ['br;q=many, ;;;q=, gzip;q=-1', undefined],
  [`${'x-nothing, '.repeat(900)}gzip`, 'gzip'],
])(
  'to Accept-Encoding "%.40s" a script goes as %s, as it was compressed before',
  async (accept, encoding) => {
    const answer = await rawGet('/assets/index-4f_a-B.js', `Accept-Encoding: ${accept}\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(/content-encoding: (\w+)/i.exec(answer)?.[1]).toBe(encoding);
  },
);

test('what is compressed in no way goes as it is', async () => {
  const answer = await rawGet('/assets/plain.css', 'Accept-Encoding: br, gzip\r\n');
  expect(answer).not.toMatch(/content-encoding/i);
  expect(answer).toMatch(/\r\n\r\na\{\}$/);
});

test.each([
  '/assets/../secret.txt',
  '/assets/../../secret.txt',
  '/assets/..%2f..%2fsecret.txt',
  '/assets/%2e%2e/%2e%2e/secret.txt',
  '/assets/..\\..\\secret.txt',
  '/assets//../../secret.txt',
  '/assets/./plain.css',
  '/../secret.txt',
  '/..%2fsecret.txt',
  '//etc/passwd',
  '/assets/%00plain.css',
  '/assets/%E0%A4%A',
])('%s leads out of no folder', async path => {
  const answer = await rawGet(path);
  expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(answer).not.toContain('not for anybody');
});

test.each([
  ['unknown', '/assets/nothing-1234.js'],
  ['a source map', '/assets/index-4f_a-B.js.map'],
  ['a compressed file by its own name', '/assets/index-4f_a-B.js.br'],
  ['a folder', '/assets/'],
  ['of a type that is not known', '/assets/index-4f_a-B'],
  ['called like something that objects have', '/assets/plain.constructor'],
  ['a page by its file', '/index.html'],
])('an asset that is %s is not there, which a problem says', async (_what, path) => {
  const answer = await get(path);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ code: 'not_found' });
});

test('an asset is read and nothing else', async () => {
  const answer = await get('/assets/plain.css', { method: 'POST' });
  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(await answer.json()).toMatchObject({ code: 'method_not_allowed' });
});

test('the picture of the page is asked for again by its ETag, and then not sent again', async () => {
  const first = await get('/favicon.svg');
  expect(first.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
  expect(first.headers.get('cache-control')).toBe('public, max-age=86400');
  const etag = first.headers.get('etag') ?? '';
  expect(etag).toMatch(/^"[\w-]+"$/);
  const again = await rawGet('/favicon.svg', `If-None-Match: ${etag}\r\n`);
  expect(again).toMatch(/^HTTP\/1\.1 304 [\s\S]*\r\n\r\n$/);
});

test.each([
  ['an Accept of 8 kB', `Accept: ${'a/b;q=0.1, '.repeat(700)}text/html\r\n`, 200],
  ['an Accept of nothing but commas', `Accept: ${','.repeat(500)}\r\n`, 404],
  ['two Accepts', 'Accept: */*\r\nAccept: text/html\r\n', 200],
])('%s is read like any other', async (_what, header, status) => {
  expect(await rawGet('/tenants', header)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

test('without a build the page says how to make one, and runs nothing', async () => {
  await using bare = await startTestApp({ consoleFolder: join(folder, 'nowhere') });
  const page = await fetch(`${bare.url}/tenants`, { headers: BROWSER });
  expect(page.status).toBe(404);
  expect(await page.text()).toContain('npm run build -w console');
  expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
  expect((await fetch(`${bare.url}/assets/index-4f_a-B.js`)).status).toBe(404);
});

test('pages and files are measured by what they are, and what is not there as everything else', async () => {
  await using other = await startTestApp({ consoleFolder: join(folder, 'dist') });
  const ask = (path: string) => fetch(other.url + path, { headers: BROWSER }).then(answer => answer.text());
  for (const path of ['/', '/tenants', '/assets/plain.css', '/assets/nothing.css']) await ask(path);
  const count = async (route: string, status: number) => {
    const text = await (await fetch(`${other.url}/metrics`)).text();
    const series = `tenantry_http_request_seconds_count{method="GET",route="${route}",status="${status}"}`;
    return Number(
      text
        .split('\n')
        .find(line => line.startsWith(series))
        ?.split(' ')[1],
    );
  };
  expect(await count('/', 200)).toBe(2);
  expect(await count('/assets/{name}', 200)).toBe(1);
  expect(await count('none', 404)).toBe(1);
});

test('weights of encodings are read as the protocol says', () => {
  expect(takes('gzip;q=0, *', 'gzip')).toBe(false);
  expect(takes('gzip;q=0, *', 'br')).toBe(true);
  expect(takes('gzip ; q=0.5', 'gzip')).toBe(true);
});

test('a folder that is named from where the process runs is served all the same', async () => {
  const consoleFolder = relative(process.cwd(), join(folder, 'dist'));
  await using elsewhere = await startTestApp({ consoleFolder });
  const icon = await fetch(`${elsewhere.url}/favicon.svg`);
  expect(icon.status).toBe(200);
  expect(await icon.text()).toBe('<svg/>');
});
