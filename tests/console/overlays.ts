import type { Page } from 'playwright-core';

/** Something that opens over a page: a menu, a dialog, a list. */
export interface Overlay {
  /** Name of the route that it opens from; `*`: of every page, and looked at on one. */
  readonly route: string;
  readonly name: string;
  /** Answers false when there is nothing to open there. */
  open(page: Page): Promise<boolean>;
}

/** Opens what a button or a cell of that name opens, in English or German, if it is there. */
const button =
  (name: RegExp) =>
  async (page: Page): Promise<boolean> => {
    const found = page.getByRole('button', { name }).first();
    if ((await found.count()) === 0) return false;
    await found.click();
    await page
      .locator('[role="menu"], [role="dialog"], [role="listbox"]')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    return (
      (await page
        .locator('[role="menu"]:visible, [role="dialog"]:visible, [role="listbox"]:visible')
        .count()) > 0
    );
  };
const keys =
  (key: string) =>
  async (page: Page): Promise<boolean> => {
    await page.keyboard.press(key);
    await page
      .locator('[role="dialog"]')
      .first()
      .waitFor({ timeout: 5_000 })
      .catch(() => undefined);
    return (await page.locator('[role="dialog"]:visible').count()) > 0;
  };

export const OVERLAYS: readonly Overlay[] = [
  { route: '*', name: 'account menu', open: button(/^(Account of|Konto von)/) },
  { route: '*', name: 'palette', open: keys('ControlOrMeta+k') },
  { route: '*', name: 'shortcuts', open: keys('?') },
];
