import type { Page } from 'playwright-core';
import { figuresOf } from './behind-in-page.ts';
import type { ConsoleWorld } from './console-world.ts';
import { shown } from './console-world.ts';
import { settled } from './overlays.ts';
import { pagesWith } from './routes.ts';
import type { Written } from './written-test.ts';

interface Judgement {
  readonly route: RegExp;
  /** The heading, caption or label above the figure. */
  readonly within: RegExp;
  readonly because: string;
}

/** Parts whose figures lead nowhere, and why they need not. */
const JUDGED: readonly Judgement[] = [
  { route: /^tenant$/, within: /^Health$/, because: 'the factors that the score is made of stand below it' },
  {
    route: /^plan(-version)?$/,
    within: /^Prices$/,
    because: 'a price is decided, and reckoned from nothing',
  },
  {
    route: /^statement$/,
    within: /^Lines$/,
    because: 'lines stand below each other, and are what the sums are of',
  },
  {
    route: /^revenue$/,
    within: /^How it moved$/,
    because: 'where it began and ended is what the moves between them, which lead to customers, add up to',
  },
];
/** Routes of what somebody has to make first; they tell of orders and deliveries, and show no figure. */
const NOT_OF_THE_SAMPLES = ['plan-change', 'settings-webhook'];
/** Fewer than this say that figures are shown otherwise than is looked for, and not that there are so few. */
const LEAST = 30;

export const opensToWhatIsBehind: Written = {
  key: 'behind',
  name: 'every score, bar and amount is a link, opens, or stands in a row that leads to what is behind it',
  async run(world, ids) {
    const faults = new Map<string, string>();
    let looked = 0;
    const page = await world.signedIn();
    const { pages, missed } = await pagesWith(ids);
    for (const name of missed)
      if (!NOT_OF_THE_SAMPLES.includes(name)) faults.set(name, `${name}: there is nothing to show on it`);
    for (const { name, address } of pages) {
      await eachTab(world, page, address, async tab => {
        const figures = await page.evaluate(figuresOf);
        looked += figures.length;
        for (const { kind, text, within, leads } of figures) {
          const judged = JUDGED.some(one => one.route.test(name) && one.within.test(within));
          const key = `${name}${tab && ` (${tab})`}: ${kind} within "${within}"`;
          if (!leads && !judged && !faults.has(key)) faults.set(key, `${key} leads nowhere: ${text}`);
        }
      });
    }
    await world.close(page);
    if (looked < LEAST) faults.set('', `only ${looked} figures were found`);
    return [...faults.values()];
  },
};

async function eachTab(
  world: ConsoleWorld,
  page: Page,
  address: string,
  look: (tab: string) => Promise<void>,
): Promise<void> {
  await world.count(page);
  await page.goto(address);
  await shown(page);
  await settled(page);
  const tabs = page.getByRole('main').getByRole('tab');
  const count = await tabs.count();
  if (count === 0) await look('');
  for (let nth = 0; nth < count; nth++) {
    await tabs.nth(nth).click();
    await shown(page);
    await settled(page);
    await look((await tabs.nth(nth).innerText()).trim());
  }
}
