import type { Locator, Page } from 'playwright-core';

export type By = 'mouse' | 'keyboard';
type Role = Parameters<Page['getByRole']>[0];

const MOST_TABS = 250;
/** Roles whose parts are reached by arrows, on and back: Tab comes to one of them alone. */
const ARROWS: Readonly<Record<string, readonly [string, string]>> = {
  tab: ['ArrowRight', 'ArrowLeft'],
  menuitem: ['ArrowDown', 'ArrowUp'],
  radio: ['ArrowDown', 'ArrowUp'],
  row: ['ArrowDown', 'ArrowUp'],
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
    if (role === 'tab' || role === 'radio') return;
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
  async choose(name: string | RegExp, option: string, within?: Locator): Promise<void> {
    const field = this.find('combobox', name, within);
    await field.waitFor();
    if (this.by === 'mouse') {
      await field.selectOption({ label: option });
      return;
    }
    await this.reach(field, 'combobox');
    await this.page.keyboard.type(option);
  }

  /** By Tab, and by arrows within what is one stop, until the element has the focus. */
  async reach(target: Locator, role: string): Promise<void> {
    const { keyboard } = this.page;
    for (let presses = 0; presses < MOST_TABS; presses++) {
      if (await hasFocus(target)) return;
      const way = ARROWS[role] === undefined ? 'apart' : await wayTo(target);
      if (way === 'on') await keyboard.press(ARROWS[role]?.[0] ?? 'Tab');
      else if (way === 'back') await keyboard.press(ARROWS[role]?.[1] ?? 'Tab');
      else await keyboard.press('Tab');
    }
    throw new Error(`${MOST_TABS} presses of a key did not come to ${target}`);
  }
}

const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate(element => element === element.ownerDocument.activeElement);

/** Where it is from what has the focus, when both are in one tab list, menu, group of radio buttons or body of a table. */
const wayTo = (target: Locator): Promise<'on' | 'back' | 'apart'> =>
  target.evaluate(element => {
    const group = '[role="tablist"], [role="menu"], [role="radiogroup"], fieldset, tbody';
    const focused = element.ownerDocument.activeElement;
    const own = element.closest(group);
    if (own === null || focused === null || !own.contains(focused) || own === focused) {
      return own === focused && own !== null ? 'on' : 'apart';
    }
    // In a row itself Tab goes from part to part.
    const row = element.closest('tr');
    if (row?.contains(focused)) return 'apart';
    const FOLLOWING = 4;
    return focused.compareDocumentPosition(element) & FOLLOWING ? 'on' : 'back';
  });
