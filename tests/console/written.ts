import assert from 'node:assert/strict';
import { shown } from './console-world.ts';
import { firstReads, focusRing, focusSeen, liveWords, smallTargets, tooWide } from './in-page.ts';
import { settled } from './overlays.ts';
import { pagesWith } from './routes.ts';
import { KEYBOARD } from './written-keyboard.ts';
import { SIGHT } from './written-sight.ts';
import type { Written } from './written-test.ts';

const TABS = 60;
/** Fewer say that pages name none any more. */
const LEAST_FIRST_READS = 15;

const allOpen: Written = {
  key: 'routes',
  name: 'every route that a feature declares is a page, with one heading of the first level',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn();
    // The others go by what is there: of a route that none of them can see, this one tells.
    for (const name of (await pagesWith(ids)).missed) faults.push(`${name}: there is nothing to show on it`);
    await eachRoute(ids, async (address, name) => {
      await world.count(page);
      await page.goto(address);
      if (!(await shown(page))) faults.push(`${name}: there is no such page`);
      // That of the page that was left may stand there for a moment.
      await settled(page);
      const headings = await page.locator('h1').count();
      if (headings !== 1) faults.push(`${name}: ${headings} headings of the first level`);
    });
    await world.close(page);
    return faults;
  },
};

const firstReadsAreTaken: Written = {
  key: 'first-reads',
  name: 'what is asked before a page\u2019s scripts have come is what the page shows, asked for once',
  async run(world, ids) {
    const faults: string[] = [];
    let taken = 0;
    await eachRoute(ids, async (address, name) => {
      const page = await world.signedIn();
      const asked: string[] = [];
      page.on('request', request => asked.push(request.url()));
      await page.goto(address);
      await shown(page);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      const { declared, left } = await page.evaluate(firstReads);
      taken += declared.length - left.length;
      for (const url of left) faults.push(`${name}: nobody took ${url}`);
      // The live stream may have told of a change meanwhile; twice at once is another matter.
      for (const url of declared) if (!asked.includes(url)) faults.push(`${name}: ${url} was not asked for`);
      await world.close(page);
    });
    if (taken < LEAST_FIRST_READS) faults.push(`only ${taken} were taken`);
    return faults;
  },
};

async function eachRoute(
  ids: Readonly<Record<string, string | undefined>>,
  look: (address: string, name: string) => Promise<void>,
): Promise<void> {
  for (const { name, address } of (await pagesWith(ids)).pages) await look(address, name);
}

const focusIsSeen: Written = {
  key: 'focus',
  name: 'what has the focus is seen, has a ring, and is below nothing fixed (WCAG 2.4.7, 2.4.11)',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn({ viewport: { width: 1024, height: 640 }, reducedMotion: 'reduce' });
    await eachRoute(ids, async (address, name) => {
      await page.goto(address);
      await shown(page);
      await settled(page);
      for (let tab = 0; tab < TABS; tab++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(focusSeen);
        if (at.name === '') break;
        if (!at.seen) faults.push(`${name}: ${at.name} is covered`);
        if (!(await page.evaluate(focusRing))) faults.push(`${name}: ${at.name} shows no ring`);
      }
    });
    await world.close(page);
    return [...new Set(faults)];
  },
};

const targetsAreLarge: Written = {
  key: 'targets',
  name: 'what is pressed is 24 by 24 px or larger (WCAG 2.5.8)',
  async run(world, ids) {
    const faults: string[] = [];
    for (const viewport of [
      { width: 1280, height: 800 },
      { width: 390, height: 844 },
    ]) {
      const page = await world.signedIn({ viewport });
      await eachRoute(ids, async (address, name) => {
        await page.goto(address);
        await shown(page);
        await settled(page);
        faults.push(
          ...(await page.evaluate(smallTargets)).map(fault => `${name} at ${viewport.width} px: ${fault}`),
        );
      });
      await world.close(page);
    }
    return [...new Set(faults)];
  },
};

const narrowFits: Written = {
  key: 'reflow',
  name: 'at 320 px nothing but tables scrolls sideways (WCAG 1.4.10)',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn({ viewport: { width: 320, height: 640 } });
    await eachRoute(ids, async (address, name) => {
      await page.goto(address);
      await shown(page);
      await settled(page);
      faults.push(...(await page.evaluate(tooWide)).map(fault => `${name}: ${fault}`));
    });
    await world.close(page);
    return faults;
  },
};

const keyCanBePasted: Written = {
  key: 'paste',
  name: 'a key can be pasted into the sign-in, and a password manager knows the field (WCAG 3.3.8)',
  async run(world) {
    const page = await world.open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: world.address });
    await page.goto('/sign-in');
    const field = page.getByLabel(/API key/);
    await field.fill(world.key);
    await field.press('ControlOrMeta+A');
    // A field of a password gives nothing to the clipboard: the key comes from elsewhere, as it does for people.
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(world.key)})`);
    await field.fill('');
    await field.press('ControlOrMeta+V');
    await world.until('the pasted key', async () =>
      (await field.inputValue()) === world.key ? true : undefined,
    );
    assert.equal(await field.getAttribute('autocomplete'), 'current-password');
    await field.press('Enter');
    await page.waitForURL(url => !url.pathname.startsWith('/sign-in'));
    await world.close(page);
    return [];
  },
};

const liveRegionsSpeak: Written = {
  key: 'live',
  name: 'what a filter leaves is read out once, and a page at rest says nothing (WCAG 4.1.3)',
  async run(world) {
    const faults: string[] = [];
    const page = await world.signedIn();
    await page.goto('/tenants');
    await shown(page);
    await settled(page);
    await page.waitForTimeout(1_500);
    const before = (await page.evaluate(liveWords)).length;
    const toldSince = async () => (await page.evaluate(liveWords)).slice(before);
    const hasNumber = (told: readonly string[]) => told.some(words => /\d/.test(words));
    await page.locator('main input[type="search"]').first().fill('steady');
    await page.waitForTimeout(1_500);
    const number = async () => (hasNumber(await toldSince()) ? true : undefined);
    await world.until('a number', number, 15_000).catch(() => undefined);
    const told = await toldSince();
    if (!hasNumber(told)) faults.push(`a filter told ${JSON.stringify(told)}: no number`);
    await page.waitForTimeout(5_000);
    const later = (await page.evaluate(liveWords)).slice(before + told.length);
    if (later.length > 0) faults.push(`at rest the page told ${JSON.stringify(later)}`);
    await world.close(page);
    return faults;
  },
};

export const WRITTEN: readonly Written[] = [
  allOpen,
  firstReadsAreTaken,
  focusIsSeen,
  targetsAreLarge,
  narrowFits,
  keyCanBePasted,
  liveRegionsSpeak,
  ...SIGHT,
  ...KEYBOARD,
];
