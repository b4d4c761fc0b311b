import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { beginStep, sendSteps, stepOver, tellStepsWhile } from './journeys.ts';

const sent: { readonly body: unknown; readonly path: string }[] = [];
let answer: () => Promise<Response>;

beforeEach(() => {
  vi.useFakeTimers();
  sent.length = 0;
  answer = async () => new Response(null, { status: 204 });
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push({ body: await request.json(), path: new URL(request.url).pathname });
    return answer();
  });
});
afterEach(async () => {
  sendSteps();
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

test('steps that are over go out together, a moment later', async () => {
  stepOver('onboarding', 'company', 'done', 1_234.6);
  stepOver('onboarding', 'contacts', 'refused');
  await settled();
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(sent).toEqual([
    {
      path: '/v1/console/telemetry',
      body: {
        steps: [
          { journey: 'onboarding', step: 'company', outcome: 'done', milliseconds: 1_235 },
          { journey: 'onboarding', step: 'contacts', outcome: 'refused', milliseconds: 0 },
        ],
      },
    },
  ]);
});

test('a step ends once, however often its end is told', async () => {
  const end = beginStep('plan_change', 'previewed');
  vi.advanceTimersByTime(300);
  end('done');
  end('left');
  sendSteps();
  await settled();
  expect(sent).toMatchObject([{ body: { steps: [{ outcome: 'done' }] } }]);
});

test('of somebody who may not tell of steps nothing goes out; of somebody who may then, it does', async () => {
  let may = false;
  tellStepsWhile(() => may);
  stepOver('triage', 'shown', 'done');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent).toEqual([]);
  may = true;
  sendSteps();
  await settled();
  expect(sent).toHaveLength(1);
});

test('a page that is being left sends at once what waits', async () => {
  stepOver('triage', 'shown', 'done');
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  await settled();
  expect(sent).toHaveLength(1);
});

test('no request has more steps than the control plane takes', async () => {
  for (let step = 0; step < 120; step++) stepOver('page', 'loaded', 'done');
  sendSteps();
  await settled();
  const lengths = sent.map(({ body }) => Reflect.get(Object(body), 'steps').length);
  expect(lengths).toEqual([50, 50, 20]);
});

test.each([
  ['is refused', async () => Response.json({ code: 'unauthenticated' }, { status: 401 })],
  ['cannot be sent', () => Promise.reject(new TypeError('no network'))],
])('what %s is forgotten, and nobody is told', async (_what, answered) => {
  answer = answered;
  stepOver('page', 'loaded', 'done');
  sendSteps();
  await settled();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toHaveLength(1);
});
