import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sendSteps } from '../../shared/journeys/journeys.ts';
import { changePreferences, forgetPendingPreferences } from '../../shared/kept/kept-preferences.ts';
import { useSession } from './session.ts';

const asked: string[] = [];
const steps: string[] = [];
let taken = true;

beforeEach(() => {
  asked.length = 0;
  steps.length = 0;
  taken = true;
  forgetPendingPreferences();
  setActivePinia(createPinia());
  vi.stubGlobal('fetch', async (request: Request) => {
    const path = new URL(request.url).pathname;
    if (path === '/v1/console/telemetry') {
      const body = await request.json();
      steps.push(...body.steps.map(({ step, outcome }: Record<string, string>) => `${step} ${outcome}`));
      return new Response(null, { status: 204 });
    }
    asked.push(`${request.method} ${path}`);
    if (path === '/v1/session' && request.method === 'POST')
      return taken
        ? Response.json({ caller: { id: 'jo', operations: [] } }, { status: 201 })
        : Response.json({ code: 'unauthenticated' }, { status: 401 });
    if (request.method === 'DELETE') return new Response(null, { status: 204 });
    return Response.json({ version: 1 }, { headers: { etag: '"v1"' } });
  });
});
afterEach(() => vi.unstubAllGlobals());

test('signing in, losing the session and coming back are told as what they are', async () => {
  const session = useSession();
  taken = false;
  await session.signIn('key').catch(() => undefined);
  taken = true;
  await session.signIn('key');
  session.expire();
  session.expire();
  await session.signIn('key');
  sendSteps();
  await vi.waitFor(() =>
    expect(steps).toEqual(['signed_in refused', 'signed_in done', 'expired done', 'resumed done']),
  );
});

test('what somebody changed a moment before they sign out is kept, by the session that ends', async () => {
  const session = useSession();
  await session.signIn('key');
  changePreferences({ theme: 'dark' });
  asked.length = 0;
  await session.signOut();
  expect(asked).toEqual(['GET /v1/console/preferences', 'PUT /v1/console/preferences', 'DELETE /v1/session']);
});
