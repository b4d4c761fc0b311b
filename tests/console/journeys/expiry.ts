import assert from 'node:assert/strict';
import type { Journey } from '../journey.ts';
import { signInAt, tenantNamed } from './steps.ts';

const TYPED = 'What was typed before the session ended, and must not be lost';

export const expiry: Journey = {
  key: 'expiry',
  name: 'a session that ends in the middle loses nothing: one dialog, the same key again, and it goes on',
  async run({ world, hand, page, by }) {
    const tenantId = await tenantNamed(world, 'Has not paid (sample)');
    await signInAt(world, hand, `/tenants/${tenantId}`);
    await hand.press('button', 'Add note');
    const dialog = page.getByRole('dialog');
    await hand.type('Note', TYPED, dialog);
    const address = page.url();
    // As if its time were over: the cookie stands for no session any more.
    await page.request.delete('/v1/session', { headers: { 'x-tenantry-csrf': '1' } });
    await hand.press('button', 'Add note', dialog);
    const again = page.getByRole('dialog', { name: 'Your session has ended' });
    await again.waitFor();
    await hand.type(/API key/, world.key, again);
    if (by === 'keyboard') await page.keyboard.press('Enter');
    else await hand.press('button', 'Sign in', again);
    await again.waitFor({ state: 'detached' });
    assert.equal(page.url(), address);
    assert.equal(await dialog.getByLabel('Note').inputValue(), TYPED);
    await hand.press('button', 'Add note', dialog);
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('Note added').first().waitFor();
  },
};
