import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Journey } from '../journey.ts';
import { checkAll, planOf, signInAt } from './steps.ts';

const FROM = { planId: 'pro', version: 1 };
const TO = { planId: 'enterprise', version: 1 };

export const migrate: Journey = {
  key: 'migrate',
  name: 'customers of a plan are migrated batch by batch: paused in the middle, resumed, watched to its end, and taken back',
  async run({ world, hand, page, by }) {
    const moved = await tenantsOn(world);
    assert.ok(moved.length > 2, 'too few sample customers for several batches');
    await signInAt(world, hand, '/plan-changes');
    await hand.press('link', 'Migrate tenants');
    await page.waitForURL(/\/plan-changes\/new/);
    const select = async (label: string, planId: string) => {
      const options = page.getByRole('combobox', { name: label, exact: true }).locator('option');
      const option = options.filter({ hasText: new RegExp(`^${planId}\\b.*version 1`, 'i') });
      await option.waitFor({ state: 'attached' });
      await hand.choose(new RegExp(`^${label}$`), (await option.innerText()).trim());
    };
    await select('Customers who have', FROM.planId);
    await select('Get', TO.planId);
    await hand.choose('When', 'At once');
    // One after the other, with time to pause between them.
    await hand.type('Tenants in a batch', '1');
    await hand.type('Seconds between batches', '6');
    await hand.type(/^Reason/, `sample of a migration by ${by}`);
    await hand.press('button', 'Preview');
    const report = page.getByRole('region', { name: 'What it would come to' });
    await report.getByText('Would be migrated').first().waitFor({ timeout: 30_000 });
    if ((await report.getByRole('checkbox').count()) > 0) {
      await checkAll(hand, report);
      await hand.press('button', 'Preview');
    }
    const start = new RegExp(`^Migrate ${moved.length} tenants$`);
    await hand.press('button', start);
    const sure = page.getByRole('dialog');
    await hand.press('button', start, sure);
    await page.waitForURL(/\/plan-changes\/[\w-]{36}/);

    const status = page.getByRole('heading', { level: 1 });
    await page.getByText(new RegExp(`^[1-9]\\d* of ${moved.length} tenants`)).waitFor({ timeout: 30_000 });
    await act(hand, 'Pause');
    await status.getByText('Paused').waitFor();
    const held = await atRest(world, moved);
    assert.ok(held > 0 && held < moved.length, `${held} of ${moved.length} were migrated when it was paused`);
    await page.waitForTimeout(7_000);
    assert.equal(await changed(world, moved), held, 'a paused migration went on');
    await act(hand, 'Resume');
    await status.getByText('Completed').waitFor({ timeout: 120_000 });
    await world.until('everybody migrated', async () =>
      (await changed(world, moved)) === moved.length ? true : undefined,
    );
    await page.getByText(`${moved.length} of ${moved.length} tenants`).waitFor();

    // The way back is an order of its own.
    const ordered = page.url();
    await act(hand, 'Undo', `sample of a way back by ${by}`);
    await page.waitForURL(url => url.href !== ordered);
    await status.getByText('Completed').waitFor({ timeout: 120_000 });
    await world.until('everybody taken back', async () =>
      (await changed(world, moved)) === 0 ? true : undefined,
    );
  },
};

async function tenantsOn({ client }: Parameters<Journey['run']>[0]['world']): Promise<string[]> {
  const { data } = await client.GET('/v1/tenants', { params: { query: { limit: 200 } } });
  return (data?.items ?? []).flatMap(({ tenantId, plan }) =>
    plan?.status === 'assigned' && plan.planId === FROM.planId ? [tenantId] : [],
  );
}

async function changed(world: Parameters<Journey['run']>[0]['world'], ids: readonly string[]) {
  const plans = await Promise.all(ids.map(id => planOf(world, id)));
  return plans.filter(plan => plan?.planId === TO.planId).length;
}

/** How many were migrated, once that stands: a tenant that was under way when it was paused ends after it. */
async function atRest(world: Parameters<Journey['run']>[0]['world'], ids: readonly string[]) {
  let before = await changed(world, ids);
  return world.until('the pause', async () => {
    await sleep(1_000);
    const now = await changed(world, ids);
    if (now === before) return now;
    before = now;
    return undefined;
  });
}

async function act(hand: Parameters<Journey['run']>[0]['hand'], what: string, reason?: string) {
  // Of the page: what is live can be paused, too.
  await hand.press('button', what, hand.page.getByRole('main'));
  const dialog = hand.page.getByRole('dialog');
  if (reason !== undefined) await hand.type(/^Reason/, reason, dialog);
  await hand.press('button', what, dialog);
  await dialog.waitFor({ state: 'detached' });
}
