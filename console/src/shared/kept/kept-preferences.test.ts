import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { queryClient } from '../api/query-client.ts';
import {
  changePreferences,
  forgetPendingPreferences,
  loadPreferences,
  writePreferences,
} from './kept-preferences.ts';

/** What the control plane keeps, as its own tests prove of it. */
let stored: { version: number; body: Record<string, unknown> };
let beforePut: () => void;
const writes: unknown[] = [];

beforeEach(() => {
  stored = { version: 1, body: { theme: 'dark' } };
  beforePut = () => undefined;
  writes.length = 0;
  queryClient.clear();
  forgetPendingPreferences();
  vi.stubGlobal('fetch', async (request: Request) => {
    if (request.method === 'PUT') {
      beforePut();
      if (request.headers.get('if-match') !== `"v${stored.version}"`)
        return Response.json({ code: 'precondition_failed' }, { status: 412 });
      const body = await request.json();
      if (body.theme === 'pink') return Response.json({ code: 'invalid_request' }, { status: 400 });
      writes.push(body);
      stored = { version: stored.version + 1, body };
    }
    const { version, body } = stored;
    const headers = { etag: `"v${version}"` };
    return Response.json({ ...body, version, updatedAt: '2026-03-01T12:00:00.000Z' }, { headers });
  });
});
afterEach(() => vi.unstubAllGlobals());

test('a change is on the page at once, and is kept together with what was kept before', async () => {
  expect(await loadPreferences()).toEqual({ theme: 'dark' });
  changePreferences({ ownerName: 'Jo Doe' });
  changePreferences({ columns: { tenants: ['name'] } });
  expect(await loadPreferences()).toEqual({
    theme: 'dark',
    ownerName: 'Jo Doe',
    columns: { tenants: ['name'] },
  });
  await writePreferences();
  expect(writes).toEqual([{ theme: 'dark', ownerName: 'Jo Doe', columns: { tenants: ['name'] } }]);
});

test('what another browser keeps at the same moment stays', async () => {
  let once = true;
  beforePut = () => {
    if (once) stored = { version: 2, body: { theme: 'dark', density: 'compact' } };
    once = false;
  };
  changePreferences({ theme: 'light' });
  await writePreferences();
  expect(stored.body).toEqual({ theme: 'light', density: 'compact' });
  expect(await loadPreferences()).toEqual({ theme: 'light', density: 'compact' });
});

test('what cannot be written goes out with the next change', async () => {
  const answering = globalThis.fetch;
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')));
  changePreferences({ theme: 'light' });
  await writePreferences();
  vi.stubGlobal('fetch', answering);
  changePreferences({ density: 'compact' });
  await writePreferences();
  expect(stored.body).toEqual({ theme: 'light', density: 'compact' });
});

test('what is refused holds nothing up that comes behind it', async () => {
  changePreferences(JSON.parse('{"theme":"pink"}'));
  await writePreferences();
  changePreferences({ density: 'compact' });
  await writePreferences();
  expect(stored.body).toEqual({ theme: 'dark', density: 'compact' });
});

test('what one person changed is never kept for the next', async () => {
  changePreferences({ theme: 'light' });
  forgetPendingPreferences();
  await writePreferences();
  expect(writes).toEqual([]);
});
