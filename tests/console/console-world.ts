import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { createClient, type TenantryClient } from '../../contracts/src/client/create-client.ts';
import { LocalProduct, setUpSteps } from '../../scripts/dev/start/local-product.ts';
import { parseStartOptions } from '../../scripts/dev/start/start-options.ts';
import { launchChromium } from './chromium.ts';
import { type By, Hand } from './hand.ts';
import { violations, watchLiveRegions, watchViolations } from './in-page.ts';

export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly locale?: 'en' | 'de';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

/** A control plane that runs already, in place of one that is started. */
export interface Running {
  readonly address: string;
  readonly key: string;
}

/** The whole product, and a browser before it. What a page may never do is counted for each of them. */
export class ConsoleWorld {
  readonly address: string;
  readonly key: string;
  readonly client: TenantryClient;
  readonly product: LocalProduct | undefined;
  /** Tenants run somewhere: what is ordered for one comes to a cluster. */
  readonly hasCluster: boolean;
  readonly violations: string[] = [];
  readonly errors: string[] = [];
  readonly #browser: Browser;
  readonly #contexts = new Set<BrowserContext>();

  private constructor(
    running: Running,
    browser: Browser,
    given: { readonly product?: LocalProduct; readonly hasCluster: boolean },
  ) {
    this.address = running.address;
    this.key = running.key;
    this.product = given.product;
    this.hasCluster = given.hasCluster;
    this.#browser = browser;
    this.client = createClient({ baseUrl: running.address, token: running.key });
  }

  get browser(): Browser {
    return this.#browser;
  }

  /** The cluster is real when there is one; otherwise what needs one is left out, and said so. */
  static async start(options: {
    running?: Running;
    cluster: boolean;
    say: (line: string) => void;
  }): Promise<ConsoleWorld> {
    const { running, cluster, say } = options;
    // A browser that is missing is told before minutes are spent on what it would look at.
    const browser = await launchChromium();
    if (running !== undefined) return new ConsoleWorld(running, browser, { hasCluster: cluster });
    const product = new LocalProduct();
    try {
      for (const step of setUpSteps(parseStartOptions(cluster ? [] : ['--no-cluster']))) {
        say((await step.run(product, () => undefined)) ?? step.title);
      }
      if (product.controlPlane === undefined) throw new Error('no step started the control plane');
      const hasCluster = product.cluster !== undefined;
      return new ConsoleWorld(product.controlPlane, browser, { product, hasCluster });
    } catch (error) {
      await browser.close();
      await product.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.product?.stop();
  }

  /** A window of somebody who is not signed in, and whose browser knows nothing. */
  async open(look: Look = {}): Promise<Page> {
    const { theme = 'light', locale = 'en', viewport = { width: 1280, height: 800 } } = look;
    const context = await this.#browser.newContext({
      baseURL: this.address,
      viewport,
      locale: locale === 'de' ? 'de-DE' : 'en-GB',
      timezoneId: 'Europe/Berlin',
      colorScheme: theme,
      reducedMotion: look.reducedMotion ?? 'no-preference',
    });
    this.#contexts.add(context);
    context.setDefaultTimeout(15_000);
    await context.addInitScript(watchViolations);
    await context.addInitScript(watchLiveRegions);
    const page = await context.newPage();
    page.on('pageerror', error => this.errors.push(`${page.url()}: ${error.message}`));
    page.on('console', message => {
      // Refusals that a page shows as such are no faults of it.
      if (message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text())) {
        this.errors.push(`${page.url()}: ${message.text()}`);
      }
    });
    return page;
  }

  /** As `open`, signed in by a session that was made through the API, as the page itself would. */
  async signedIn(look: Look = {}, key = this.key): Promise<Page> {
    const page = await this.open(look);
    const answer = await page.request.post('/v1/session', {
      headers: { authorization: `Bearer ${key}`, 'x-tenantry-csrf': '1' },
    });
    if (!answer.ok()) throw new Error(`no session: ${answer.status()} ${await answer.text()}`);
    return page;
  }

  hand(page: Page, by: By): Hand {
    return new Hand(page, by);
  }

  /** Ends a window; what its pages were forbidden is kept. */
  async close(page: Page): Promise<void> {
    await this.count(page);
    const context = page.context();
    this.#contexts.delete(context);
    await context.close();
  }

  /** Before a page is left for another document: with it goes what it counted. */
  async count(page: Page): Promise<void> {
    this.violations.push(...(await page.evaluate(violations).catch(() => [])));
  }

  /** Waits for something of the server's side. */
  async until<Value>(what: string, look: () => Promise<Value | undefined>, timeout = 60_000): Promise<Value> {
    const end = Date.now() + timeout;
    while (Date.now() < end) {
      const found = await look();
      if (found !== undefined) return found;
      await sleep(200);
    }
    throw new Error(`${what} did not come within ${timeout / 1000} s`);
  }
}

/**
 * A page is there when its heading is, and nothing of it is a skeleton any more. Answers false for an address that the
 * console has no page for.
 */
export async function shown(page: Page): Promise<boolean> {
  await page.locator('h1').first().waitFor({ state: 'attached' });
  await page
    .locator('.skeleton')
    .first()
    .waitFor({ state: 'detached', timeout: 20_000 })
    .catch(() => undefined);
  return (await page.getByText(/^(There is no such page|Diese Seite gibt es nicht)$/).count()) === 0;
}
