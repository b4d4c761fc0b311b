import type { Page } from 'playwright-core';
import { type ConsoleWorld, shown } from './console-world.ts';
import { kindsOfControls, linksWithin, settledFrames } from './in-page.ts';
import { focused } from './in-page-sight.ts';

/** What opens over a page. */
const OVER = ['menu', 'dialog', 'alertdialog', 'listbox'].map(role => `[role="${role}"]:visible`).join(', ');
const DIALOG = '[role="dialog"]:visible, [role="alertdialog"]:visible';
const MENU = '[role="menu"]:visible';
const LIST = '[role="listbox"]:visible, [role="menu"]:visible';
const CONTROL = 'button, summary, [role="combobox"]';
const TOLD = 'main [aria-invalid="true"]:visible, main [role="alert"]:visible, .toast';
const FIELDS = 'main :is(input, textarea, select):visible';

/** Looks at what is shown now, under a name that tells where and what. */
export type LookAt = (what: string) => Promise<void>;

interface Exploration {
  readonly world: ConsoleWorld;
  readonly page: Page;
  readonly address: string;
  readonly name: string;
  /** Kinds of controls that were pressed already: those of the shell are on every page. */
  readonly pressed: Set<string>;
  readonly look: LookAt;
  /** Tells what axe cannot: where the focus is lost. */
  readonly fault: (what: string, why: string) => void;
}

/**
 * Opens what a page has, and looks at each: its tabs, what unfolds, and whatever a press of any kind of control opens,
 * with the entries of menus. None is listed by hand, so none can be forgotten; whatever is done by the press itself is
 * done to samples.
 */
export async function explore(given: Exploration): Promise<void> {
  const { page, name, address } = given;
  const load = async (to = address) => {
    await given.world.count(page);
    await page.goto(to);
    await shown(page);
    await settled(page);
  };
  await load();
  await given.look(name);
  const views = [address];
  const tabs = page.locator('main [role="tab"]');
  for (let nth = 1; nth < (await tabs.count()); nth++) {
    const tab = tabs.nth(nth);
    const title = (await tab.textContent())?.trim() ?? '';
    await tab.click();
    await shown(page);
    await settled(page);
    await given.look(`${name}, tab ${title}`);
    views.push(page.url());
  }
  // Steps of a form are links to the same page.
  for (const href of await page.evaluate(linksWithin)) {
    await load(href);
    await given.look(`${name}, ${new URL(page.url()).search}`);
    views.push(href);
  }
  for (const view of views) {
    if (view !== address || views.length > 1) await load(view);
    if (await unfold(page)) {
      await given.look(`${name}, unfolded`);
      await load(view);
    }
    await pressEach(given, () => load(view));
    const choose = async () => {
      const boxes = page.locator('main tbody input[type="checkbox"]');
      if ((await boxes.count()) === 0) return false;
      await boxes.first().check({ force: true });
      await settled(page);
      return true;
    };
    if (await choose()) {
      await given.look(`${name}, a row chosen`);
      await pressEach(given, async () => {
        await load(view);
        await choose();
      });
    }
  }
}

/** Whatever folds is unfolded, each kind once. Answers whether there was any. */
async function unfold(page: Page): Promise<boolean> {
  const kinds = await page.evaluate(kindsOfControls);
  const folded = kinds.filter(({ folds, shell }) => folds && !shell);
  for (const { index } of folded.reverse()) {
    await press(page, index);
  }
  await shown(page);
  await settled(page);
  return folded.length > 0;
}

async function pressEach(given: Exploration, load: () => Promise<void>): Promise<void> {
  const { page, name, pressed } = given;
  const url = page.url();
  const [controls = 0, fields = 0, told = 0] = await Promise.all(
    [CONTROL, FIELDS, TOLD].map(selector => page.locator(selector).count()),
  );
  for (const { index, kind, title, folds, heading } of await page.evaluate(kindsOfControls)) {
    // What unfolds was looked at, and headings of columns sort.
    if (pressed.has(kind) || folds || heading) continue;
    pressed.add(kind);
    await press(page, index);
    if (await opened(page)) {
      await close(page);
      await focusBack(given, index, `${name} > ${title}`);
      await press(page, index);
      await opened(page);
      await lookInto(given, `${name} > ${title}`, async () => {
        if ((await page.locator(OVER).count()) > 0 || page.url() !== url) await load();
        await press(page, index);
        return opened(page);
      });
      await close(page);
    } else if (
      new URL(page.url()).pathname === new URL(url).pathname &&
      ((await page.locator(FIELDS).count()) > fields || (await page.locator(TOLD).count()) > told)
    ) {
      await given.look(`${name}, after ${title}`);
    }
    // Where the press did something, the next begins with the page as it was.
    const same = page.url() === url && (await page.locator(CONTROL).count()) === controls;
    if (!same || (await page.locator(OVER).count()) > 0) await load();
  }
}

/** What is open, and what opens from it. */
async function lookInto(given: Exploration, what: string, reopen: () => Promise<boolean>): Promise<void> {
  const { page, look } = given;
  await shown(page);
  await look(what);
  if ((await page.locator(MENU).count()) > 0) await takeEntries(given, what, reopen);
  else await openWithin(given, what);
}

/** Entries of a menu that open something. Those that switch something open nothing, and signing out ends the walk. */
async function takeEntries(given: Exploration, what: string, reopen: () => Promise<boolean>): Promise<void> {
  const { page } = given;
  const all = page.locator(MENU).last().locator('[role="menuitem"]:not([data-disabled])');
  const entries = (await all.allInnerTexts()).map(text => text.trim());
  for (const entry of entries.filter(text => !SIGN_OUT.test(text))) {
    if ((await page.locator(MENU).count()) === 0 && !(await reopen())) return;
    const item = page.getByRole('menuitem', { name: entry, exact: true }).first();
    // What an entry before this one did may have taken it away.
    await item.click({ timeout: 3_000 }).catch(() => undefined);
    await settled(page);
    if ((await page.locator(DIALOG).count()) === 0) continue;
    await lookInto(given, `${what} > ${entry}`, reopen);
    await close(page);
    const at = await page.evaluate(focused);
    if (at === '') given.fault(`${what} > ${entry}`, 'closed, the focus is nowhere');
  }
}

/** Lists and menus within a dialog. */
async function openWithin({ page, look }: Exploration, what: string): Promise<void> {
  const within = page.locator(DIALOG).last().locator('[role="combobox"], [aria-haspopup="menu"]');
  for (let nth = 0; nth < (await within.count()); nth++) {
    const control = within.nth(nth);
    // Of the palette the list is open from the first.
    if ((await control.getAttribute('aria-expanded')) === 'true') continue;
    await control.click({ timeout: 3_000 }).catch(() => undefined);
    await settled(page);
    if ((await page.locator(LIST).count()) === 0) continue;
    await look(`${what} > list ${nth + 1}`);
    await page.keyboard.press('Escape');
  }
}

/** What was opened by a press gives the focus back to what was pressed (WCAG 2.4.3). */
async function focusBack({ page, fault }: Exploration, index: number, what: string): Promise<void> {
  if ((await page.locator(OVER).count()) > 0) return fault(what, 'Escape does not close it');
  const control = page.locator(CONTROL).nth(index);
  const back = await control
    .evaluate(element => element === element.ownerDocument.activeElement)
    .catch(() => true);
  if (!back) fault(what, `closed, the focus is at ${(await page.evaluate(focused)) || 'nothing'}`);
}

const SIGN_OUT = /^(Sign out|Abmelden)$/;

async function press(page: Page, index: number): Promise<void> {
  await page
    .locator(CONTROL)
    .nth(index)
    .click({ timeout: 3_000 })
    .catch(() => undefined);
}

async function close(page: Page): Promise<void> {
  for (let tries = 0; tries < 3 && (await page.locator(OVER).count()) > 0; tries++) {
    await page.keyboard.press('Escape');
    await page
      .locator(OVER)
      .first()
      .waitFor({ state: 'detached', timeout: 700 })
      .catch(() => undefined);
  }
}

/** Whether something is open once the page is at rest. */
async function opened(page: Page): Promise<boolean> {
  await settled(page);
  return (await page.locator(OVER).count()) > 0;
}

const QUIET_MS = 120;
const LONGEST_MS = 8_000;
const inFlight = new WeakMap<Page, Set<unknown>>();

/** Until nothing is asked for and the page has drawn what came: the live stream aside, which never ends. */
export async function settled(page: Page): Promise<void> {
  const asked = inFlight.get(page) ?? watch(page);
  const end = Date.now() + LONGEST_MS;
  let quietSince = Date.now();
  while (Date.now() < end) {
    await page.evaluate(settledFrames).catch(() => undefined);
    if (asked.size > 0) quietSince = Date.now();
    else if (Date.now() - quietSince > QUIET_MS) return;
  }
}

function watch(page: Page): Set<unknown> {
  const asked = new Set<unknown>();
  inFlight.set(page, asked);
  const isStream = (request: { resourceType(): string; url(): string }) =>
    request.resourceType() === 'eventsource' || /\/v1\/stream\b/.test(request.url());
  page.on('request', request => isStream(request) || asked.add(request));
  page.on('requestfinished', request => asked.delete(request));
  page.on('requestfailed', request => asked.delete(request));
  page.on('framenavigated', frame => frame === page.mainFrame() && asked.clear());
  return asked;
}

/** What every page can show over or in place of it. */
export interface State {
  readonly name: string;
  /** Of somebody who is not signed in. */
  readonly bare?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
  show(page: Page): Promise<void>;
}

async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await shown(page);
  await settled(page);
}

async function openPalette(page: Page): Promise<void> {
  await goTo(page, '/');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').waitFor();
  await settled(page);
}

export const STATES: readonly State[] = [
  { name: 'palette', show: openPalette },
  {
    name: 'palette with nothing found',
    async show(page) {
      await openPalette(page);
      await page.getByRole('dialog').getByRole('combobox').fill('nothing is called so');
      await page.waitForTimeout(300);
      await settled(page);
    },
  },
  {
    name: 'shortcuts',
    async show(page) {
      await goTo(page, '/');
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'navigation of a phone',
    viewport: { width: 390, height: 844 },
    async show(page) {
      await goTo(page, '/');
      await page.locator('[aria-controls="navigation"]').click();
      await page.locator('#navigation').waitFor();
    },
  },
  { name: 'an address without a page', show: page => goTo(page, '/no-such-page') },
  {
    name: 'an id that there is nothing of',
    show: page => goTo(page, '/tenants/0198f000-0000-7000-8000-000000000000'),
  },
  {
    name: 'a list whose reading failed',
    async show(page) {
      await page.route('**/v1/tenants/table*', route =>
        route.fulfill({ status: 500, contentType: 'application/problem+json', body: '{}' }),
      );
      await goTo(page, '/tenants');
    },
  },
  {
    name: 'a list that cannot be reached',
    async show(page) {
      await page.route('**/v1/alerts*', route => route.abort());
      await goTo(page, '/alerts');
    },
  },
  {
    name: 'a filter that leaves nothing',
    async show(page) {
      await goTo(page, '/tenants?search=nothing-is-called-so');
    },
  },
  {
    name: 'the end of a session',
    async show(page) {
      await goTo(page, '/tasks');
      await page.context().clearCookies();
      await page.locator('#navigation a[href="/alerts"]').click();
      await page.getByRole('dialog').waitFor();
      await settled(page);
    },
  },
  {
    name: 'a key that is refused',
    bare: true,
    async show(page) {
      await goTo(page, '/sign-in');
      await page.getByLabel(/API key|API-Schlüssel/).fill('tny_none');
      await page.keyboard.press('Enter');
      await page.locator('[aria-invalid="true"]').waitFor();
    },
  },
];
