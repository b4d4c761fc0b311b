import type { Page } from 'playwright-core';
import type { ConsoleWorld, Look } from './console-world.ts';
import { shown } from './console-world.ts';
import { tooWide } from './in-page.ts';
import {
  chosenUnseen,
  cutOff,
  faintWords,
  legendsAlone,
  linksAlone,
  moving,
  tonesAlone,
} from './in-page-sight.ts';
import { settled } from './overlays.ts';
import { pagesWith } from './routes.ts';
import type { Written } from './written-test.ts';

const DEFAULT_PX = 16;

type Ids = Readonly<Record<string, string | undefined>>;

/** Every page, and every tab of it. */
async function eachView(
  world: ConsoleWorld,
  ids: Ids,
  look: Look & { readonly forcedColors?: 'active'; readonly text?: number },
  see: (page: Page, name: string) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const faults = new Set<string>();
  const page = await world.signedIn(look);
  // As the browser's own setting does it: media queries in rem heed it, too.
  if (look.text !== undefined) {
    const fontSizes = { standard: look.text, fixed: look.text };
    await (await page.context().newCDPSession(page)).send('Page.setFontSizes', { fontSizes });
  }
  if (look.forcedColors) await page.emulateMedia({ forcedColors: look.forcedColors });
  const { pages } = await pagesWith(ids);
  for (const { name, address } of pages) {
    await page.goto(address);
    await shown(page);
    await settled(page);
    for (const fault of await see(page, name)) faults.add(`${name}: ${fault}`);
    const tabs = page.locator('main [role="tab"]');
    for (let nth = 1; nth < (await tabs.count()); nth++) {
      await tabs.nth(nth).click();
      await shown(page);
      await settled(page);
      const title = (await tabs.nth(nth).textContent())?.trim();
      for (const fault of await see(page, name)) faults.add(`${name}, ${title}: ${fault}`);
    }
  }
  await world.close(page);
  return [...faults];
}

const nothingByColourAlone: Written = {
  key: 'colour',
  name: 'nothing is told by colour alone: states, bars, lines of charts, links among words (WCAG 1.4.1)',
  run: (world, ids) =>
    eachView(world, ids, {}, async page => [
      ...(await page.evaluate(tonesAlone)),
      ...(await page.evaluate(legendsAlone)),
      ...(await page.evaluate(linksAlone)),
    ]),
};

const chosenIsSeen: Written = {
  key: 'forced-colours',
  name: 'where the system decides on colours, what is chosen is still told from what is not',
  run: (world, ids) =>
    eachView(world, ids, { forcedColors: 'active', reducedMotion: 'reduce' }, page =>
      page.evaluate(chosenUnseen),
    ),
};

const nothingMoves: Written = {
  key: 'motion',
  name: 'who wants less motion sees none, not even while a page comes (WCAG 2.3.3)',
  async run(world, ids) {
    const faults = new Set<string>();
    const page = await world.signedIn({ reducedMotion: 'reduce' });
    const { pages } = await pagesWith(ids);
    for (const { name, address } of pages) {
      await page.goto(address, { waitUntil: 'commit' });
      for (let times = 0; times < 4; times++) {
        const found = await page.evaluate(moving).catch(() => []);
        for (const fault of found) faults.add(`${name}: ${fault}`);
        await page.waitForTimeout(150);
      }
      await shown(page);
      await settled(page);
      for (const fault of await page.evaluate(moving)) faults.add(`${name}: ${fault}`);
    }
    await world.close(page);
    return [...faults];
  },
};

const textGrows: Written = {
  key: 'text-size',
  name: 'with text of 200 % no words are cut off, and the page does not scroll sideways (WCAG 1.4.4)',
  run: (world, ids) =>
    eachView(world, ids, { reducedMotion: 'reduce', text: 2 * DEFAULT_PX }, async page => [
      ...(await page.evaluate(cutOff)),
      ...(await page.evaluate(tooWide)),
    ]),
};

const wordsAreSeen: Written = {
  key: 'contrast',
  name: 'every word, labels of charts and figures within rings too, has a contrast of 4.5 : 1 in both themes (WCAG 1.4.3)',
  run: (world, ids) =>
    eachView(
      world,
      ids,
      { reducedMotion: 'reduce', viewport: { width: 1280, height: 2_600 } },
      async page => {
        const faults: string[] = [];
        for (const theme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme: theme });
          await settled(page);
          for (const fault of await page.evaluate(faintWords)) faults.push(`${theme}: ${fault}`);
        }
        await page.emulateMedia({ colorScheme: 'light' });
        return faults;
      },
    ),
};

export const SIGHT: readonly Written[] = [
  nothingByColourAlone,
  chosenIsSeen,
  nothingMoves,
  textGrows,
  wordsAreSeen,
];
