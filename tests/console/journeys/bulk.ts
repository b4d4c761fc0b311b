import type { Journey } from '../journey.ts';
import { signInAt } from './steps.ts';

const NAMES = ['Pro (sample)', 'Enterprise (sample)'];

export const bulkChange: Journey = {
  key: 'bulk',
  name: 'plans of several tenants are changed by one order after its preview',
  async run({ world, hand, page, by }) {
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
    const options = await versions.locator('option').allTextContents();
    const wanted = options.find(option => /community/i.test(option)) ?? options.at(-1) ?? '';
    await hand.choose('To which version', wanted.trim());
    await hand.type(/^Reason/, `sample of an order by ${by}`, dialog);
    await hand.press('button', 'Look what it comes to', dialog);
    await dialog
      .getByText(/would (change|be refused)/)
      .first()
      .waitFor({ timeout: 30_000 });
  },
};
