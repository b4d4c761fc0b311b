import assert from 'node:assert/strict';
import type { Journey } from '../journey.ts';
import { checkAll, planOf, signInAt, tenantNamed } from './steps.ts';

const NAME = 'Uses less and less (sample)';

export const changePlan: Journey = {
  key: 'change-plan',
  name: 'a plan is changed after its preview, with a reason that is kept, and the new one is shown',
  async run({ world, hand, page, by }) {
    const tenantId = await tenantNamed(world, NAME);
    const current = async () => (await planOf(world, tenantId))?.planId;
    const wanted = (await current()) === 'enterprise' ? 'pro' : 'enterprise';
    await signInAt(world, hand, `/tenants/${tenantId}`);
    await hand.press('button', /^Actions$/);
    await hand.press('menuitem', 'Change plan');
    const dialog = page.getByRole('dialog');
    await hand.press('radio', new RegExp(`^${wanted}`, 'i'), dialog);

    // What it comes to stands there before it can be done.
    await dialog.getByRole('heading', { name: 'What may be used' }).waitFor();
    await checkAll(hand, dialog);
    const reason = `sample of a change by ${by}`;
    await hand.type(/^Reason/, reason, dialog);
    await hand.press('button', 'Change now', dialog);
    await dialog.waitFor({ state: 'detached', timeout: 30_000 });
    assert.equal(
      await world.until('the plan', async () => ((await current()) === wanted ? wanted : undefined)),
      wanted,
    );
    await page
      .getByRole('main')
      .getByText(new RegExp(`${wanted}, version`, 'i'))
      .first()
      .waitFor();
  },
};
