import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { api } from '../../shared/api/client.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { clockOffset, learnClock } from '../../shared/format/clock.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { useTexts } from '../../shared/i18n/messages.ts';
import { useToasts } from '../../shared/ui/toasts/toasts.ts';
import { APP_TEXTS } from '../messages/texts.ts';
import { useClockNote } from './use-clock-note.ts';

const HOUR = 3_600_000;
let ahead = 0;
const answered = () => new Date(Date.now() + ahead).toUTCString();

beforeEach(async () => {
  await useTexts('app', APP_TEXTS);
  vi.stubGlobal('fetch', async () => Response.json({ items: [] }, { headers: { date: answered() } }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  learnClock(new Date().toUTCString(), Date.now());
});

async function shown(difference: number) {
  ahead = difference;
  const [past, here] = [new Date(Date.now() + ahead - 330_000).toISOString(), Date.now()];
  const Shell = defineComponent({
    setup() {
      useClockNote();
      const { relative } = useFormat();
      return () => h('p', `${relative(past)} | ${relative(here)}`);
    },
  });
  const page = await mountPage(Shell);
  for (let time = 0; time < 3; time++) await api.GET('/v1/plans');
  return { page, told: () => useToasts().toasts.map(({ text }) => text) };
}

test.each([
  ['behind', 23 * HOUR, '23 hours behind'],
  ['ahead', -4 * 60_000, '4 minutes ahead'],
])(
  'with a clock that is %s the past is the past, and the shell says once that it is wrong',
  async (_what, by, text) => {
    const { page, told } = await shown(by);
    await page.until(() => expect(page.text()).toBe('5 minutes ago | this minute'));
    expect(told()).toEqual([expect.stringContaining(text)]);
    ahead += 5 * 60_000;
    await api.GET('/v1/plans');
    await page.until(() => expect(page.text()).toBe('10 minutes ago | this minute'));
    expect(told()).toHaveLength(1);
  },
);

test('a clock that is off by less than two minutes is put right without a word', async () => {
  const { page, told } = await shown(100_000);
  await page.until(() => expect(page.text()).toBe('5 minutes ago | this minute'));
  expect(told()).toEqual([]);
});

test.each([
  ['no date', () => null, 0],
  ['a date that is none', () => 'yesterday', 0],
  ['an answer that took long', () => new Date(Date.now() + HOUR).toUTCString(), 60_000],
  ['a second of difference', () => new Date(Date.now() + 1_000).toUTCString(), 0],
])('%s tells nothing about the clock', (_what, date, took) => {
  learnClock(date(), Date.now() - took);
  expect(clockOffset.value).toBe(0);
});
