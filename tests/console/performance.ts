/**
 * How fast the console is, in numbers, on a machine made four times slower: what a page takes until its largest part is
 * painted, how long a press takes, how much moves by itself; and with 10,000 tenants of which a hundred change in a
 * second, from a press on a column's title until the right order is painted, and what is kept in memory.
 */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { seed } from '../../control-plane/bench/seed/seed.ts';
import { startServer } from '../../control-plane/bench/server.ts';
import { percentile } from '../../operator/bench/percentile.ts';
import { buildConsole } from '../../scripts/dev/start/console-build.ts';
import { Changes } from './changes.ts';
import { ConsoleWorld, shown } from './console-world.ts';
import { type PaintTimes, paintTimes, pressUntilSorted, watchPaints } from './in-page.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SLOW_DOWN = 4;
/** Aims, not limits: the figures are the evidence. */
const AIMS = { lcpMs: 1_500, interactionP95Ms: 100, cls: 0.02, clickToOrderMs: 100 } as const;

export interface PerformanceOptions {
  readonly tenants: number;
  readonly changesPerSecond: number;
  /** Minutes of real time that the heap is watched; hours of the page's clock, gone through as fast as it can. */
  readonly minutes: number;
  readonly hours: number;
  /** A SQLite file that was filled before (control-plane/bench/seed): a copy of it is used. */
  readonly store?: string | undefined;
  readonly say: (line: string) => void;
}

export async function measureConsole(options: PerformanceOptions): Promise<Record<string, unknown>> {
  const { tenants, changesPerSecond, say } = options;
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-console-'));
  const file = join(folder, 'store.sqlite');
  const store = `sqlite:${file}`;
  try {
    await buildConsole(ROOT, say);
    if (options.store !== undefined) await cp(options.store, file);
    else await seed({ store, facts: join(folder, 'facts.json'), tenants, events: 20_000 }, say);
    const server = await startServer(store, folder);
    const world = await ConsoleWorld.start({ running: server, cluster: false, say });
    const changes = new Changes(world.client, changesPerSecond);
    try {
      await changes.begin();
      const pages = await measurePages(world, say);
      changes.start();
      const sorting = await measureSorting(world, changes, say);
      const heap = await measureHeap(world, options);
      await changes.stop();
      return {
        tenants,
        slowDown: SLOW_DOWN,
        aims: AIMS,
        pages,
        sorting,
        heap,
        changes: { wanted: changesPerSecond, reached: changes.rate() },
        errors: world.errors.slice(0, 5),
        policyViolations: world.violations.length,
      };
    } finally {
      await changes.stop();
      await world.stop();
      await server.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function slowed(page: Page, rate: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate });
  return session;
}

/** Figures of a page that is not the console's own say nothing: then there are none. */
async function goTo(page: Page, address: string): Promise<void> {
  const answer = await page.goto(address);
  if (answer?.ok() !== true) throw new Error(`${address} was answered by ${answer?.status() ?? 'nothing'}`);
  await page.getByRole('navigation').first().waitFor({ timeout: 30_000 });
  if (!(await shown(page))) throw new Error(`${address} is no page of the console`);
}

/** Of each page so many windows: the median of what is painted, all presses, the worst of what moves. */
const WINDOWS = 3;

/** Each page as the first of its window: nothing is in any cache but the browser's own program. */
async function measurePages(
  world: ConsoleWorld,
  say: (line: string) => void,
): Promise<Record<string, unknown>> {
  const { data } = await world.client.GET('/v1/tenants', { params: { query: { limit: 1 } } });
  const tenantId = data?.items[0]?.tenantId;
  const figures: Record<string, unknown> = {};
  const addresses = {
    today: '/today',
    tenants: '/tenants',
    tenant: `/tenants/${tenantId}`,
    alerts: '/alerts',
    plans: '/plans',
  };
  const bare: number[] = [];
  for (const [name, address] of Object.entries(addresses)) {
    const windows: PaintTimes[] = [];
    for (let window = 0; window < WINDOWS; window++) {
      bare.push(await paintOfBarePage(world));
      windows.push(await timesOf(world, address));
    }
    const interactions = windows.flatMap(one => one.interactions);
    figures[name] = {
      lcpMs: Math.round(
        percentile(
          windows.map(({ largest }) => largest),
          0.5,
        ),
      ),
      cls: Math.round(Math.max(...windows.map(({ shift }) => shift)) * 1_000) / 1_000,
      interactions: interactions.length,
      interactionP95Ms: interactions.length > 0 ? Math.round(percentile(interactions, 0.95)) : null,
    };
    say(`${name}: ${JSON.stringify(figures[name])}`);
  }
  return { calibration: { lcpMsOfBarePage: Math.round(percentile(bare, 0.5)) }, ...figures };
}

async function timesOf(world: ConsoleWorld, address: string): Promise<PaintTimes> {
  const page = await world.signedIn();
  await page.addInitScript(watchPaints);
  await slowed(page, SLOW_DOWN);
  await goTo(page, address);
  await page.waitForTimeout(1_500);
  await interact(page);
  const times = await page.evaluate(paintTimes);
  await world.close(page);
  return times;
}

/** What the browser itself takes, so slowed down, for a page of one line and no script. */
async function paintOfBarePage(world: ConsoleWorld): Promise<number> {
  const page = await world.open();
  await page.addInitScript(watchPaints);
  await slowed(page, SLOW_DOWN);
  await page.goto('/livez');
  await page.waitForTimeout(500);
  const { largest } = await page.evaluate(paintTimes);
  await world.close(page);
  return largest;
}

/** What is done on any page: keys that go through it, a menu, buttons and tabs that are there. */
async function interact(page: Page): Promise<void> {
  for (let tab = 0; tab < 8; tab++) await page.keyboard.press('Tab');
  const menu = page.locator('[aria-haspopup="menu"]').first();
  for (let nth = 0; nth < 3; nth++) {
    await menu.click().catch(() => undefined);
    await page.waitForTimeout(250);
    await page.keyboard.press('Escape');
  }
  for (const selector of ['th button.sort', '[role="tab"]']) {
    const all = page.locator(`main ${selector}`);
    for (let nth = 0; nth < Math.min(4, await all.count()); nth++) {
      await all
        .nth(nth)
        .click({ timeout: 2_000 })
        .catch(() => undefined);
      await page.waitForTimeout(250);
    }
  }
  const search = page.locator('main input[type="search"]').first();
  if ((await search.count()) > 0) {
    await search.click();
    await page.keyboard.type('sample', { delay: 80 });
  }
  await page.waitForTimeout(400);
}

const PRESSES = 20;

async function measureSorting(
  world: ConsoleWorld,
  changes: Changes,
  say: (line: string) => void,
): Promise<Record<string, unknown>> {
  const page = await world.signedIn();
  const session = await slowed(page, SLOW_DOWN);
  await session.send('Performance.enable');
  await goTo(page, '/tenants');
  await page.locator('main tbody tr').first().waitFor();
  await page.waitForTimeout(5_000);
  const before = await busyOf(session);
  const times: number[] = [];
  for (let nth = 0; nth < PRESSES; nth++) {
    times.push(await page.evaluate(pressUntilSorted));
    await page.waitForTimeout(1_000);
  }
  const after = await busyOf(session);
  const kept = await keepsPlace(page);
  const figures = {
    clickToOrderMs: { median: Math.round(percentile(times, 0.5)), p95: Math.round(percentile(times, 0.95)) },
    mainThreadShare: Math.round(((after.busy - before.busy) / (after.at - before.at)) * 100) / 100,
    changesPerSecond: changes.rate(),
    ...kept,
  };
  say(`sorting: ${JSON.stringify(figures)}`);
  await world.close(page);
  return figures;
}

async function busyOf(session: CDPSession): Promise<{ busy: number; at: number }> {
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find(metric => metric.name === name)?.value ?? 0;
  return { busy: value('TaskDuration'), at: value('Timestamp') };
}

/** Ten seconds of changes with the focus in the middle of a filtered list: all stays where it is. */
async function keepsPlace(page: Page): Promise<Record<string, boolean>> {
  const search = page.locator('main input[type="search"]').first();
  await search.fill('a');
  await page.waitForTimeout(500);
  const scroller = page.locator('main table').first().locator('xpath=..');
  await scroller.evaluate(element => element.scrollTo({ top: 2_000 }));
  await page.waitForTimeout(500);
  const row = page.locator('main tbody tr[data-id]').nth(12);
  await row.locator('a').first().focus();
  const look = async () => ({
    focus: await page.evaluate('document.activeElement?.closest("tr")?.dataset.id'),
    scroll: await scroller.evaluate(element => element.scrollTop),
    filter: await search.inputValue(),
    address: page.url(),
  });
  const [before] = [await look()];
  await page.waitForTimeout(10_000);
  const after = await look();
  return {
    keepsFocus: before.focus !== undefined && before.focus === after.focus,
    keepsScroll: before.scroll > 0 && before.scroll === after.scroll,
    keepsFilter: before.filter === after.filter && before.address === after.address,
  };
}

async function heapOf(session: CDPSession): Promise<number> {
  for (let nth = 0; nth < 3; nth++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return Math.round(usedSize / 1_000) / 1_000;
}

/** MB after forced collection: when the page has settled, after minutes of real time, and after hours of its own. */
async function measureHeap(
  world: ConsoleWorld,
  { minutes, hours, say }: PerformanceOptions,
): Promise<Record<string, unknown>> {
  const page = await world.signedIn();
  await page.clock.install();
  await goTo(page, '/tenants');
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.enable');
  await page.clock.resume();
  await sleep(30_000);
  const settled = await heapOf(session);
  say(`heap, settled: ${settled} MB`);
  await sleep(Math.max(0, minutes * 60_000 - 30_000));
  const afterMinutes = await heapOf(session);
  say(`heap after ${minutes} minutes: ${afterMinutes} MB`);
  // Each step lets every timer of the page run that is due within it: a round of reading again, a clock, a poll.
  const steps = hours * 3_600;
  for (let step = 0; step < steps; step++) {
    await page.clock.runFor(1_000);
    // What was asked for must be answered, or the hours would be hours of waiting for it.
    if (step % 10 === 0) await sleep(20);
  }
  await sleep(2_000);
  const afterHours = await heapOf(session);
  say(`heap after ${hours} simulated hours: ${afterHours} MB`);
  await world.close(page);
  return {
    settledMB: settled,
    minutes,
    afterMinutesMB: afterMinutes,
    simulatedHours: hours,
    afterHoursMB: afterHours,
    growth: Math.round((afterHours / afterMinutes - 1) * 1_000) / 1_000,
  };
}
