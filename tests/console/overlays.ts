import type { Page } from 'playwright-core';
import { type ConsoleWorld, shown } from './console-world.ts';
import { kindsOfButtons } from './in-page.ts';

/** Something that opens over a page: a menu, a dialog, a list. */
export interface Overlay {
  readonly address: string;
  readonly name: string;
  /** Answers false when nothing opens. */
  open(page: Page): Promise<boolean>;
}

const OVER =
  '[role="menu"]:visible, [role="dialog"]:visible, [role="alertdialog"]:visible, [role="listbox"]:visible';

async function opened(page: Page): Promise<boolean> {
  return page
    .locator(OVER)
    .first()
    .waitFor({ timeout: 800 })
    .then(() => true)
    .catch(() => false);
}

const byKey = (name: string, key: string): Overlay => ({
  address: '/',
  name,
  open: async page => {
    await page.keyboard.press(key);
    return opened(page);
  },
});

/** What every page can open, looked at once. */
export const EVERYWHERE: readonly Overlay[] = [byKey('palette', 'ControlOrMeta+k'), byKey('shortcuts', '?')];

/**
 * Presses each kind of button of a page once, and keeps those that open something. None is listed by hand, so none can
 * be forgotten; whatever is done by the press itself is done to samples.
 */
export async function overlaysAt(world: ConsoleWorld, page: Page, address: string): Promise<Overlay[]> {
  const found: Overlay[] = [];
  const load = async () => {
    await world.count(page);
    await page.goto(address);
    await shown(page);
  };
  await load();
  const url = page.url();
  const kinds = await page.evaluate(kindsOfButtons);
  const buttons = await page.locator('button').count();
  for (const { index, name } of kinds) {
    const open = async (on: Page): Promise<boolean> => {
      await on
        .locator('button')
        .nth(index)
        .click({ timeout: 3_000 })
        .catch(() => undefined);
      return opened(on);
    };
    if (await open(page)) {
      found.push({ address, name, open });
      await page.keyboard.press('Escape');
      await page
        .locator(OVER)
        .first()
        .waitFor({ state: 'detached', timeout: 1_000 })
        .catch(() => undefined);
    }
    // Where the press did something, the next begins with the page as it was.
    const same = page.url() === url && (await page.locator('button').count()) === buttons;
    if (!same || (await page.locator(OVER).count()) > 0) await load();
  }
  return found;
}
