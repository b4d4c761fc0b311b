import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type ConsoleWorld, type Look, shown } from './console-world.ts';
import { addressOf, consoleRoutes } from './routes.ts';
import { sampleIds } from './sample-ids.ts';

const FOLDER = fileURLToPath(new URL('../../docs/images/console', import.meta.url));
const MOST_BYTES = 80_000;
const SIZES = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;

/** Every page in both themes, on a desktop and a phone; only those that are otherwise are written. */
export async function takeScreenshots(
  world: ConsoleWorld,
  say: (line: string) => void,
  folder = process.env['TENANTRY_SCREENSHOTS'] ?? FOLDER,
): Promise<Record<string, unknown>> {
  await mkdir(folder, { recursive: true });
  const ids = await sampleIds(world);
  const routes = await consoleRoutes();
  const [written, large, missed]: [string[], string[], Set<string>] = [[], [], new Set()];
  let taken = 0;
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const theme of ['light', 'dark'] as const) {
      const look: Look = { theme, viewport, reducedMotion: 'reduce' };
      const bare = await world.open(look);
      await bare.goto('/sign-in');
      await take(bare, `sign-in-${theme}-${size}`);
      await world.close(bare);
      const page = await world.signedIn(look);
      for (const route of routes) {
        const address = addressOf(route, ids);
        if (address === undefined) {
          missed.add(route.name);
          continue;
        }
        await page.goto(address);
        if (!(await shown(page))) missed.add(route.name);
        else await take(page, `${route.name}-${theme}-${size}`);
      }
      await world.close(page);
    }
  }
  say(`${taken} pictures, ${written.length} of them otherwise than before`);
  return { taken, written, large, missed: [...missed] };

  async function take(page: Page, name: string): Promise<void> {
    await shown(page);
    // What comes a moment later (charts near the window, the stream) is on the picture, too.
    await page.waitForTimeout(600);
    const { bytes, extension } = await pictureOf(page);
    taken += 1;
    if (bytes.length > MOST_BYTES) large.push(`${name}: ${bytes.length} bytes`);
    const file = join(folder, `${name}.${extension}`);
    const before = await readFile(file).catch(() => undefined);
    if (before?.equals(bytes)) return;
    await writeFile(file, bytes);
    written.push(name);
  }
}

/** A PNG, or where that is too large a JPEG as good as fits. */
async function pictureOf(page: Page): Promise<{ bytes: Buffer; extension: 'png' | 'jpg' }> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  if (png.length <= MOST_BYTES) return { bytes: png, extension: 'png' };
  for (const quality of [85, 70, 55]) {
    const bytes = await page.screenshot({ type: 'jpeg', quality, animations: 'disabled', caret: 'hide' });
    if (bytes.length <= MOST_BYTES) return { bytes, extension: 'jpg' };
  }
  return {
    bytes: await page.screenshot({ type: 'jpeg', quality: 40, animations: 'disabled' }),
    extension: 'jpg',
  };
}
