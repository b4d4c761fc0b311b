import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type ConsoleWorld, shown } from './console-world.ts';
import { SEEN_AT } from './freeze-clock.ts';
import { Pictures, sameIds } from './pictures.ts';
import { addressOf, consoleRoutes } from './routes.ts';
import { sampleIds } from './sample-ids.ts';
import { setTheScene } from './scene.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/console', import.meta.url));
const MOST_BYTES = 80_000;
/** What pictures aim at: there are more than a hundred, and each is kept in the repository. */
const AIM_BYTES = 60_000;
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
/** Where a page shows more by its address. */
const VIEWS: Readonly<Record<string, string>> = {
  'plan-compare': '?plans=community,pro,enterprise',
  roi: `?name=Sample&estimate=${estimate()}`,
};

/** Every page in both themes, on a desktop and a phone; only those that look otherwise than before are written. */
export async function takeScreenshots(
  world: ConsoleWorld,
  say: (line: string) => void,
  only: readonly string[] = [],
  folder = process.env['TENANTRY_SCREENSHOTS'] ?? FOLDER,
): Promise<Record<string, unknown>> {
  await mkdir(folder, { recursive: true });
  const pictures = await Pictures.open(world.browser);
  const ids = { ...(await sampleIds(world)), ...(await setTheScene(world)) };
  const wanted = (name: string) => only.length === 0 || only.includes(name);
  const routes = (await consoleRoutes()).filter(({ name }) => wanted(name));
  const [written, large, missed]: [string[], string[], Set<string>] = [[], [], new Set()];
  let taken = 0;
  for (const size of ['desktop', 'phone'] as const) {
    for (const theme of ['light', 'dark'] as const) await takeAll(size, theme);
  }
  await pictures.close();
  say(`${taken} pictures, ${written.length} of them otherwise than before`);
  return { taken, written, large, missed: [...missed] };

  async function takeAll(size: keyof typeof SIZES, theme: 'light' | 'dark'): Promise<void> {
    const page = await world.open({ theme, viewport: SIZES[size], reducedMotion: 'reduce' });
    await page.clock.setFixedTime(SEEN_AT);
    await page.goto('/sign-in');
    if (wanted('sign-in')) await take(page, `sign-in-${theme}-${size}`);
    // By the page: its browser, and not this process, knows by the right clock until when the cookie holds.
    await page.evaluate(signIn, world.key);
    for (const route of routes) {
      const address = addressOf(route, ids);
      if (address !== undefined) await page.goto(`${address}${VIEWS[route.name] ?? ''}`);
      const there = address !== undefined && (await shown(page)) && !page.url().includes('/sign-in');
      if (there) await take(page, `${route.name}-${theme}-${size}`);
      else missed.add(route.name);
    }
    await world.close(page);
  }

  async function take(page: Page, name: string): Promise<void> {
    await shown(page);
    // What comes a moment later (charts near the window, the stream) is on the picture, too.
    await page.waitForTimeout(600);
    await page.evaluate(sameIds);
    const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
    const bytes = await pictures.webpOf(png, AIM_BYTES);
    taken += 1;
    if (bytes.length > MOST_BYTES) large.push(`${name}: ${bytes.length} bytes`);
    const file = join(folder, `${name}.webp`);
    const before = await readFile(file).catch(() => undefined);
    if (before !== undefined && (await pictures.lookTheSame(before, bytes))) return;
    await writeFile(file, bytes);
    written.push(name);
  }
}

/** Runs in the page. */
async function signIn(key: string): Promise<void> {
  await fetch('/v1/session', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'x-tenantry-csrf': '1' },
  });
}

/** A small estimate, as the page itself writes it into its address. */
function estimate(): string {
  const line = (kind: string, nth: number, title: string, numbers: Record<string, string>) => ({
    kind,
    key: `line-${nth}`,
    title,
    source: 'a sample',
    numbers,
  });
  const draft = {
    currency: 'EUR',
    months: '36',
    discountPercent: '8',
    benefits: [
      line('time', 1, 'Reports are made by themselves', {
        unitsPerMonth: '120',
        minutesPerUnit: '25',
        hourlyCost: '60',
      }),
    ],
    costs: [line('monthly', 2, 'Plan Pro', { amountPerMonth: '490' })],
    risks: [],
    flexibility: [],
  };
  return Buffer.from(JSON.stringify(draft)).toString('base64url');
}
