import type { Locator } from 'playwright-core';
import type { ConsoleWorld } from '../console-world.ts';
import { shown } from '../console-world.ts';
import type { Hand } from '../hand.ts';

/** Signs in as a person does, and comes to the page that was asked for. */
export async function signInAt(world: ConsoleWorld, hand: Hand, address: string): Promise<void> {
  const { page } = hand;
  await page.goto(address);
  await hand.type(/API key/, world.key);
  if (hand.by === 'keyboard') await page.keyboard.press('Enter');
  else await hand.press('button', 'Sign in');
  await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
  await shown(page);
}

/** A sample customer by its name. */
export async function tenantNamed({ client }: ConsoleWorld, name: string): Promise<string> {
  const { data } = await client.GET('/v1/tenants', { params: { query: { limit: 200 } } });
  const found = data?.items.find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(`there is no tenant named ${name}`);
  return found.tenantId;
}

/** What a tenant has bought, as the control plane says it. */
export async function planOf({ client }: ConsoleWorld, tenantId: string) {
  const params = { path: { tenantId } };
  return (await client.GET('/v1/tenants/{tenantId}/subscription', { params })).data?.plan;
}

/** Ticks each box within, as for findings that somebody has to know of first. */
export async function checkAll(hand: Hand, within: Locator): Promise<void> {
  // What was found before may be shown, faint, while it is looked at again.
  await within.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  for (const box of await within.getByRole('checkbox').all()) {
    if (await box.isChecked()) continue;
    if (hand.by === 'mouse') await box.click();
    else {
      await hand.reach(box, 'checkbox');
      await hand.page.keyboard.press('Space');
    }
  }
}
