import type { Page } from 'playwright-core';
import type { ConsoleWorld } from './console-world.ts';
import { shown } from './console-world.ts';
import { settled } from './overlays.ts';
import { placesOf, type View, viewOf } from './view-in-page.ts';
import type { Written } from './written-test.ts';

/** A list of the console. Its controls are found on the page, so that none is forgotten when one comes. */
interface List {
  readonly address: string;
  /** Opens something beside the list that is part of the address. */
  readonly opens?: string;
  /** Controls of other things than the list. */
  readonly not?: RegExp;
}

const LISTS: readonly List[] = [
  { address: '/tenants' },
  { address: '/today' },
  { address: '/today?show=renewals' },
  { address: '/tasks', opens: 'main li button[aria-haspopup="dialog"]' },
  { address: '/alerts' },
  { address: '/onboarding' },
  { address: '/plans' },
  { address: '/plan-changes' },
  { address: '/plan-comparison?plans=community,pro,enterprise' },
  { address: '/usage?tab=top' },
  { address: '/usage?tab=entries' },
  { address: '/statements' },
  { address: '/audit' },
  { address: '/customer-health' },
  { address: '/customer-health?tab=customers' },
  { address: '/customer-health?tab=moves' },
  { address: '/revenue' },
  { address: '/settings/keys' },
  { address: '/settings/webhooks' },
  { address: '/settings/mail', not: /^(?!Show)/ },
  { address: '/settings/enforcement', not: /^(?!Stage)/ },
];

/** For what is read again to come to the same. */
const PATIENCE_MS = 15_000;
/** What one sees as oneself: for somebody else it is of somebody else. How close rows stand is a preference of each. */
const OF_WHO_LOOKS = /mine|^who$|customers of|compact|select|compare|whose|^Choose all/i;

export const restores: Written = {
  key: 'restore',
  name: 'on every list, reload, a shared address and Back bring back the same rows in the same order, the same controls, and the same place',
  async run(world) {
    const faults: string[] = [];
    const other = await keyOfSomebodyElse(world);
    const page = await world.signedIn({ viewport: { width: 1280, height: 560 } });
    const theirs = await world.signedIn({ viewport: { width: 1280, height: 560 } }, other);
    for (const list of LISTS) {
      const told = await lookAt(list, page, theirs).catch(error => [String(error).slice(0, 300)]);
      faults.push(...told.map(fault => `${list.address}: ${fault}`));
      await world.count(page);
      await world.count(theirs);
    }
    await world.close(page);
    await world.close(theirs);
    return faults;
  },
};

async function lookAt(list: List, page: Page, theirs: Page): Promise<string[]> {
  await page.goto(list.address);
  await shown(page);
  await viewAtRest(page);
  await setControls(page, list);
  if (list.opens !== undefined) await open(page, list.opens);
  const wanted = await viewAtRest(page);
  const address = page.url();
  const faults: string[] = [];

  await page.reload();
  faults.push(...(await differs(page, wanted, 'after a reload')));
  await theirs.goto(address);
  faults.push(...(await differs(theirs, wanted, 'for whoever it is shared with')));
  faults.push(...(await goAndComeBack(page, wanted)));
  return faults;
}

/** Sets every control of the list to something else, as long as rows are left to be told apart. */
async function setControls(page: Page, { not }: List): Promise<void> {
  const main = page.getByRole('main');
  const passed = (name: string) => OF_WHO_LOOKS.test(name) || (not?.test(name) ?? false);
  const selects = main.locator('select:visible');
  for (let nth = 0; nth < (await selects.count()); nth++) {
    const select = selects.nth(nth);
    if (passed(await nameOf(page, 'select:visible', nth))) continue;
    const before = await select.inputValue();
    const values = await select.locator('option').evaluateAll(options => options.map(({ value }) => value));
    for (const value of values.filter(one => one !== before).reverse()) {
      await select.selectOption(value);
      if ((await viewAtRest(page)).rows.length > 0) break;
      await select.selectOption(before);
      await viewAtRest(page);
    }
  }
  const SWITCHED =
    'input[type="checkbox"]:not(tbody *, li *), button[aria-pressed="false"]:not(tbody *, li *)';
  for (let nth = 0; nth < (await main.locator(SWITCHED).count()); nth++) {
    if (passed(await nameOf(page, SWITCHED, nth))) continue;
    const control = main.locator(SWITCHED).nth(nth);
    const count = await main.locator(SWITCHED).count();
    await control.click({ force: true, timeout: 3_000 }).catch(() => undefined);
    const left = await viewAtRest(page);
    if (left.rows.length === 0) await page.goBack();
    // What was pressed is none of those that are not any more: the next has its place.
    if ((await main.locator(SWITCHED).count()) < count) nth -= 1;
    if (nth < -1) break;
  }
  const titles = main.locator('thead th button:visible');
  const last = (await titles.count()) - 1;
  if (last >= 0) {
    await titles.nth(last).click();
    await viewAtRest(page);
    await titles.nth(last).click();
  }
}

const nameOf = (page: Page, selector: string, nth: number): Promise<string> =>
  page
    .getByRole('main')
    .locator(selector)
    .nth(nth)
    .evaluate(element =>
      (
        element.getAttribute('aria-label') ??
        element.labels?.[0]?.textContent ??
        element.textContent ??
        ''
      ).trim(),
    );

async function open(page: Page, selector: string): Promise<void> {
  const opener = page.locator(selector).first();
  if ((await opener.count()) > 0) await opener.click();
}

/** What is shown when nothing comes any more. */
async function viewAtRest(page: Page): Promise<View> {
  await shown(page);
  await settled(page);
  let before = await page.evaluate(viewOf);
  for (let look = 0; look < 20; look++) {
    await page.waitForTimeout(200);
    const now = await page.evaluate(viewOf);
    if (JSON.stringify(now) === JSON.stringify(before)) return now;
    before = now;
  }
  return before;
}

async function differs(page: Page, wanted: View, when: string): Promise<string[]> {
  await shown(page);
  let faults: string[] = [];
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    const now = await page.evaluate(viewOf);
    faults = (['rows', 'controls'] as const).flatMap(part => {
      const at = wanted[part].findIndex((one, nth) => one !== now[part][nth]);
      const same = at < 0 && wanted[part].length === now[part].length;
      return same
        ? []
        : [
            `${when} other ${part}: ${JSON.stringify(now[part][at < 0 ? wanted[part].length : at] ?? null)} for ${JSON.stringify(wanted[part][at] ?? null)}`,
          ];
    });
    if (faults.length === 0) return [];
    await page.waitForTimeout(300);
  }
  return faults;
}

/** To the page of a row further down, and back: the place is the same, too. */
async function goAndComeBack(page: Page, wanted: View): Promise<string[]> {
  const path = new URL(page.url()).pathname;
  await page.getByRole('main').hover({ position: { x: 300, y: 300 } });
  await page.mouse.wheel(0, 220);
  await page.waitForTimeout(400);
  const links = page.getByRole('main').locator('tbody a:visible, ol a:visible, ul a:visible');
  const nth = await links.evaluateAll(
    (found, here) =>
      found.findIndex(link => {
        const box = link.getBoundingClientRect();
        const seen = link.ownerDocument.elementFromPoint(box.x + 3, box.y + box.height / 2);
        return new URL(link.href).pathname !== here && seen !== null && link.contains(seen);
      }),
    path,
  );
  if (nth < 0) return [];
  const places = await page.evaluate(placesOf);
  const link = links.nth(nth);
  // Pressed where it is: nothing scrolls to it first.
  const box = await link.boundingBox();
  if (box === null) return [];
  await page.mouse.click(box.x + 3, box.y + box.height / 2);
  await page.waitForURL(url => url.pathname !== path);
  await shown(page);
  await page.waitForTimeout(300);
  await page.goBack();
  await page.waitForURL(url => url.pathname === path);
  const faults = await differs(page, wanted, 'after Back');
  await viewAtRest(page);
  let now: readonly number[] = [];
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; ) {
    now = await page.evaluate(placesOf);
    const seen = now;
    if (places.every((place, at) => Math.abs(place - (seen[at] ?? 0)) <= 4)) return faults;
    await page.waitForTimeout(300);
  }
  return [...faults, `after Back at ${now}, where it was at ${places}`];
}

async function keyOfSomebodyElse({ client }: ConsoleWorld): Promise<string> {
  const { data, error } = await client.POST('/v1/keys', {
    body: { name: `somebody else ${Date.now().toString(36)}`, roles: ['admin'] },
  });
  if (!data?.secret) throw new Error(`no key for somebody else: ${JSON.stringify(error)}`);
  return data.secret;
}
