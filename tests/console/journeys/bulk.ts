import assert from 'node:assert/strict';
import type { ConsoleWorld } from '../console-world.ts';
import type { Journey } from '../journey.ts';
import { checkAll, planOf, signInAt, tenantNamed } from './steps.ts';

const NAMES = ['Community (sample)', 'Pro (sample)'];
const WANTED = 'enterprise';

export const bulkChange: Journey = {
  key: 'bulk',
  name: 'plans of several tenants are changed by one order after its preview, watched until each has the new one, and given back',
  async run({ world, hand, page, by }) {
    const ids = await Promise.all(NAMES.map(name => tenantNamed(world, name)));
    const before = await plansOf(world, ids);
    assert.ok(!before.includes(WANTED), `one of ${NAMES} has ${WANTED} already: ${before}`);
    await signInAt(world, hand, '/tenants');
    for (const name of NAMES) {
      const box = page.getByRole('checkbox', { name: `Select ${name}` });
      await box.waitFor();
      if (by === 'mouse') await box.check();
      else {
        await hand.reach(box, 'row');
        await page.keyboard.press('Space');
      }
    }
    await hand.press('button', 'Change the plan');
    const dialog = page.getByRole('dialog');
    const versions = dialog.getByLabel('To which version');
    await versions.waitFor();
    const options = versions.locator('option');
    await options.filter({ hasText: new RegExp(WANTED, 'i') }).waitFor({ state: 'attached' });
    const texts = await options.allTextContents();
    await hand.choose(
      'To which version',
      texts.find(text => new RegExp(WANTED, 'i').test(text))?.trim() ?? '',
    );
    await hand.choose(/^When$/, 'Now', dialog);
    await hand.type(/^Reason/, `sample of an order by ${by}`, dialog);
    await hand.press('button', 'Look what it comes to', dialog);

    // What it comes to for each stands there before it can be ordered, and what stops one is accepted by name.
    await dialog
      .getByText(/would change/)
      .nth(1)
      .waitFor({ timeout: 30_000 });
    assert.deepEqual(await plansOf(world, ids), before, 'looking changed something');
    await checkAll(hand, dialog);
    await hand.press('button', `Change ${NAMES.length} tenants`, dialog);

    // Two plans are left, so there are two orders, and both are watched here.
    const done = dialog.getByText('Done', { exact: true });
    const changed = dialog.getByText('1 of 1 changed, 0 stay as they are');
    await world.until('both orders', async () =>
      (await done.count()) === 2 && (await changed.count()) === 2 ? true : undefined,
    );
    await plansAre(
      world,
      ids,
      ids.map(() => WANTED),
    );

    const takenBack = dialog.getByText('Taken back by another order.');
    for (const nth of ids.keys()) {
      await hand.press('button', 'Undo', dialog);
      await takenBack.nth(nth).waitFor({ timeout: 30_000 });
    }
    await plansAre(world, ids, before);
    await hand.press('button', 'Close', dialog);
    await dialog.waitFor({ state: 'detached' });
  },
};

const plansOf = (world: ConsoleWorld, ids: readonly string[]) =>
  Promise.all(ids.map(async id => (await planOf(world, id))?.planId ?? ''));

const plansAre = (world: ConsoleWorld, ids: readonly string[], wanted: readonly string[]) =>
  world.until(`plans ${wanted}`, async () =>
    (await plansOf(world, ids)).join() === wanted.join() ? true : undefined,
  );
