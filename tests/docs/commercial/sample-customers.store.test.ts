import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluationSchema } from '@tenantry/contracts/commercial/health';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { READ_MEASUREMENTS, READ_SAMPLE } from '../../../scripts/commercial/health-reading.ts';
import { ROOT } from '../../../scripts/root.ts';
import { type PlayedSamples, playSamples } from './play-samples.ts';

const PATIENCE_MS = 120_000;
/** Values go by the day on which it runs: months differ, and the day under way is left out. */
const VALUES_DIFFER_BY = 8;

const tenants = z.object({
  items: z.array(
    z.object({ tenantId: z.string(), slug: z.string(), plan: z.object({ planId: z.string().nullable() }) }),
  ),
});
const statements = z.object({ items: z.array(z.object({ totalMinor: z.string() })) });
const revenue = z.object({
  currencies: z.array(z.object({ currency: z.string(), customers: z.number(), mrrMinor: z.string() })),
});
const alarms = z.object({
  items: z.array(z.object({ tenantId: z.string(), level: z.string(), value: z.number() })),
});
const enforcement = z.object({ stage: z.string(), rehearsal: z.boolean() });

let played: PlayedSamples;
let ids: ReadonlyMap<string, string>;
let plans: ReadonlyMap<string, string>;

beforeAll(async () => {
  played = await playSamples();
  const { items } = await played.api.get(tenants, '/v1/tenants?limit=200');
  ids = new Map(items.map(({ slug, tenantId }) => [slug, tenantId]));
  plans = new Map(items.map(({ slug, plan }) => [slug, plan.planId ?? '']));
}, PATIENCE_MS);

afterAll(() => played?.stop());

const idOf = (slug: string) => ids.get(slug) ?? `no ${slug}`;

async function evaluated(slug: string) {
  const path = `/v1/tenants/${idOf(slug)}/health`;
  await played.api.send('POST', `${path}/evaluate`);
  return played.api.get(evaluationSchema, path);
}

const page = await readFile(join(ROOT, 'docs/commercial/reference-scenarios.md'), 'utf8');
const rows = [...page.matchAll(/^\| `(sample-[a-z]+)` \| (\w+) \| (\w+) \| (\w+) \| (\w+) \|/gm)].map(
  ([, slug = '', plan = '', state = '', cause = '', action = '']) => ({ slug, plan, state, cause, action }),
);

test('the page has a row for each sample customer, and for no other', () => {
  expect(rows.map(({ slug }) => slug).sort()).toEqual([...ids.keys()].sort());
});

test.each(rows)('$slug is as its row says', { timeout: PATIENCE_MS }, async ({ slug, ...said }) => {
  const now = async () => {
    const { state, cause, suggestedAction } = await evaluated(slug);
    return { plan: plans.get(slug), state, cause, action: suggestedAction?.action ?? 'none' };
  };
  await expect.poll(now, { timeout: PATIENCE_MS / 2, interval: 1_000 }).toEqual(said);
});

test('no alarm about health was raised of a customer before its usage was counted', async () => {
  const { items } = await played.api.get(alarms, '/v1/alerts?rule=health&all=true&limit=200');
  const raised = items.map(({ tenantId }) => [...ids].find(([, id]) => id === tenantId)?.[0]);
  const unwell = rows.filter(({ state }) => state !== 'healthy').map(({ slug }) => slug);
  expect(raised.filter(slug => slug === undefined || !unwell.includes(slug))).toEqual([]);
});

test('the sample that the handbook reads has the reasons and about the values that stand there', async () => {
  const { factors } = await evaluated(READ_SAMPLE);
  expect(factors.map(({ factor, code }) => [factor, code])).toEqual(
    factors.map(({ factor }) => [factor, READ_MEASUREMENTS[factor].code]),
  );
  for (const { factor, value } of factors) {
    const read = READ_MEASUREMENTS[factor];
    const said = read.is === 'measured' ? read.value : null;
    expect(Math.abs((value ?? 0) - (said ?? 0)), factor).toBeLessThanOrEqual(VALUES_DIFFER_BY);
  }
});

test('the two that the page names were billed more than the price of their plan, and five pay 49 EUR a month', async () => {
  const billed = async (slug: string) => {
    const { items } = await played.api.get(statements, `/v1/tenants/${idOf(slug)}/statements`);
    return items.map(({ totalMinor }) => Number(totalMinor));
  };
  for (const slug of ['sample-overage', 'sample-growing']) {
    await expect.poll(() => billed(slug), { timeout: PATIENCE_MS / 4 }).toHaveLength(1);
    expect((await billed(slug))[0], slug).toBeGreaterThan(4_900);
  }
  expect(await billed('sample-steady')).toEqual([4_900]);
  const { currencies } = await played.api.get(revenue, '/v1/revenue');
  expect(currencies).toEqual([{ currency: 'EUR', customers: 5, mrrMinor: '24500' }]);
});

test('of the one beyond its allowance a suspension is announced, as a rehearsal', async () => {
  const look = () => played.api.get(enforcement, `/v1/enforcement/${idOf('sample-beyond')}`);
  await expect.poll(look, { timeout: PATIENCE_MS / 4 }).toEqual({ stage: 'notice', rehearsal: true });
});
