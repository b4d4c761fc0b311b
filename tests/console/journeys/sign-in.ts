import { shown } from '../console-world.ts';
import type { Journey } from '../journey.ts';

export const signIn: Journey = {
  key: 'sign-in',
  name: 'who signs in comes to the page that was asked for, and who signs out is let in nowhere',
  async run({ world, hand, page, by }) {
    await page.goto('/tenants?search=sample');
    await page.waitForURL(/\/sign-in\?returnTo=/);
    await hand.type(/API key/, 'tny_00000000000000000000000000000000_wrong');
    await hand.press('button', 'Sign in');
    await page.getByText('This key opens nothing').waitFor();
    await hand.type(/API key/, world.key);
    if (by === 'keyboard') await page.keyboard.press('Enter');
    else await hand.press('button', 'Sign in');
    await page.waitForURL(/\/tenants\?search=sample/);
    await shown(page);
    await page.getByRole('heading', { level: 1, name: 'Tenants' }).waitFor();
    // That of the sign-in is gone with its page.
    await world.until('one heading', async () =>
      (await page.locator('h1').count()) === 1 ? true : undefined,
    );

    await hand.press('button', /^Account of/);
    await hand.press('menuitem', 'Sign out');
    await page.waitForURL(/\/sign-in/);
    await page.goto('/tenants');
    await page.waitForURL(/\/sign-in/);
  },
};
