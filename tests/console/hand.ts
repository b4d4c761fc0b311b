import type { Locator, Page } from 'playwright-core';

export type By = 'mouse' | 'keyboard';
type Role = Parameters<Page['getByRole']>[0];

const MOST_TABS = 250;
/** Roles whose parts are reached by arrows: Tab comes to one of them alone. */
const ARROWS: Readonly<Record<string, string>> = {
  tab: 'ArrowRight',
  menuitem: 'ArrowDown',
  menuitemradio: 'ArrowDown',
  radio: 'ArrowDown',
};

/**
 * Somebody who uses the page by mouse, or by keyboard alone: then nothing is ever clicked or given the focus by the test;
 * Tab and arrows go to it, as they do for people.
 */
export class Hand {
  readonly page: Page;
  readonly by: By;

  constructor(page: Page, by: By) {
    this.page = page;
    this.by = by;
  }

  find(role: Role, name: string | RegExp, within?: Locator): Locator {
    return (within ?? this.page).getByRole(role, { name }).first();
  }

  /** Presses a button, follows a link, chooses a tab, an entry of a menu or a radio button. */
  async press(role: Role, name: string | RegExp, within?: Locator): Promise<void> {
    const target = this.find(role, name, within);
    await target.waitFor({ state: role === 'radio' || role === 'switch' ? 'attached' : 'visible' });
    if (this.by === 'mouse') {
      await target.click({ force: role === 'switch' || role === 'radio' });
      return;
    }
    await this.reach(target, role);
    if (role === 'tab') return;
    await this.page.keyboard.press(role === 'link' || role === 'menuitem' ? 'Enter' : 'Space');
  }

  /** Types into a field with this label, in place of what is in it. */
  async type(name: string | RegExp, text: string, within?: Locator): Promise<void> {
    const field = (within ?? this.page).getByLabel(name).first();
    await field.waitFor();
    if (this.by === 'mouse') await field.click();
    else await this.reach(field, 'textbox');
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.insertText(text);
  }

  /** Chooses what begins so in a field with a list of the browser's own. */
  async choose(name: string | RegExp, option: string): Promise<void> {
    const field = this.page.getByLabel(name).first();
    await field.waitFor();
    if (this.by === 'mouse') {
      await field.selectOption({ label: option });
      return;
    }
    await this.reach(field, 'combobox');
    await this.page.keyboard.type(option);
  }

  /** By Tab, and by arrows within what is one stop: until the element has the focus. */
  async reach(target: Locator, role: string): Promise<void> {
    const { keyboard } = this.page;
    const arrow = ARROWS[role];
    for (let tabs = 0; tabs < MOST_TABS; tabs++) {
      if (await hasFocus(target)) return;
      if (arrow !== undefined && (await isBeside(target, role))) {
        await keyboard.press(arrow);
        if (await hasFocus(target)) return;
        if (role !== 'tab' || tabs % 12 !== 11) continue;
      }
      await keyboard.press('Tab');
    }
    throw new Error(`${MOST_TABS} presses of Tab did not come to ${target}`);
  }
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(element => element === element.ownerDocument.activeElement);

/** Whether the focus is in the same tab list, menu or group of radio buttons. */
const isBeside = (target: Locator, role: string): Promise<boolean> =>
  target.evaluate((element, kind) => {
    const group = '[role="tablist"], [role="menu"], [role="radiogroup"], fieldset';
    const focused = element.ownerDocument.activeElement;
    const own = element.closest(group);
    if (own === null || focused === null || !own.contains(focused)) return false;
    return (
      kind === 'menuitem' || focused.getAttribute('role') === kind || focused.getAttribute('type') === kind
    );
  }, role);
