import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { ConsoleWorld, Look } from './console-world.ts';
import { shown } from './console-world.ts';
import { EVERYWHERE, type Overlay, overlaysAt } from './overlays.ts';
import { addressOf, consoleRoutes } from './routes.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface Finding {
  readonly at: string;
  readonly rule: string;
  readonly target: string;
  readonly why: string;
}

export interface AccessibilityReport {
  readonly looked: number;
  readonly overlays: readonly string[];
  readonly violations: readonly Finding[];
  /** What axe could not decide, by rule, and whether a person has: see judgements.json. */
  readonly incomplete: readonly {
    readonly rule: string;
    readonly count: number;
    readonly judged: boolean;
    readonly examples: readonly string[];
  }[];
  /** Routes and overlays that could not be opened, for want of something to show. */
  readonly missed: readonly string[];
}

/** No rule and no element is left out. */
async function axeFindings(
  page: Page,
  at: string,
): Promise<{ violations: Finding[]; incomplete: Finding[] }> {
  const results = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  const findings = (rules: typeof results.violations): Finding[] =>
    rules.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary, any, all, none }) => ({
        at,
        rule: id,
        target: target.join(' '),
        why: failureSummary ?? [...any, ...all, ...none].map(({ message }) => message).join('; '),
      })),
    );
  return { violations: findings(results.violations), incomplete: findings(results.incomplete) };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Rules and parts of targets that a person looked at, with the reason: `{rule: {target: why}}`. */
function judgements(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const read: unknown = JSON.parse(readFileSync(new URL('./judgements.json', import.meta.url), 'utf8'));
  if (!isRecord(read)) throw new Error('judgements.json is no object');
  return Object.fromEntries(Object.entries(read).map(([rule, by]) => [rule, isRecord(by) ? by : {}]));
}

function isJudged({ rule, target }: Finding, known: ReturnType<typeof judgements>): boolean {
  return Object.keys(known[rule] ?? {}).some(part => part === '*' || target.includes(part));
}

const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap(theme =>
  (['en', 'de'] as const).map(locale => ({ theme, locale })),
);

/** Every route, and everything that opens over it, in both themes and languages. */
export async function lookAtAll(
  world: ConsoleWorld,
  ids: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<AccessibilityReport> {
  const violations: Finding[] = [];
  const incomplete: Finding[] = [];
  const missed: string[] = [];
  const addresses = (await consoleRoutes()).flatMap(route => {
    const address = addressOf(route, ids);
    if (address === undefined) missed.push(route.name);
    return address === undefined ? [] : [{ name: route.name, address }];
  });
  const overlays = await overlaysOf(world, addresses);
  say(`${addresses.length} routes, ${overlays.length} overlays`);
  let looked = 0;
  for (const look of LOOKS) {
    const bare = await world.open(look);
    await bare.goto('/sign-in');
    await shown(bare);
    await take(bare, `sign-in ${look.theme} ${look.locale}`);
    await world.close(bare);
    const page = await world.signedIn(look);
    for (const { name, address } of addresses) {
      await world.count(page);
      await page.goto(address);
      if (!(await shown(page))) missed.push(`${name}: no such page`);
      await take(page, `${name} ${look.theme} ${look.locale}`);
    }
    for (const overlay of overlays) {
      await world.count(page);
      await page.goto(overlay.address);
      await shown(page);
      const at = `${overlay.address} > ${overlay.name} ${look.theme} ${look.locale}`;
      if (await overlay.open(page)) await take(page, at);
      else missed.push(at);
    }
    await world.close(page);
    say(`${look.theme}, ${look.locale}: ${violations.length} violations so far`);
  }
  return { looked, overlays: overlays.map(nameOf), violations, incomplete: summaryOf(incomplete), missed };

  async function take(page: Page, at: string): Promise<void> {
    // A colour half way to another is none that anybody reads.
    await page.waitForTimeout(200);
    const found = await axeFindings(page, at);
    looked += 1;
    violations.push(...found.violations);
    incomplete.push(...found.incomplete);
    for (const { rule, target, why } of found.violations)
      say(`violation at ${at}: ${rule} ${target}: ${why}`);
  }
}

const nameOf = ({ address, name }: Overlay) => `${address} > ${name}`;

async function overlaysOf(
  world: ConsoleWorld,
  addresses: readonly { readonly address: string }[],
): Promise<Overlay[]> {
  const page = await world.signedIn();
  const found: Overlay[] = [...EVERYWHERE];
  const names = new Set<string>();
  for (const { address } of addresses) {
    for (const overlay of await overlaysAt(world, page, address)) {
      // The menus of the shell are on every page.
      const shell = /^(Account of|Find or do)/.test(overlay.name);
      if (shell && names.has(overlay.name)) continue;
      names.add(overlay.name);
      found.push(overlay);
    }
  }
  await world.close(page);
  return found;
}

function summaryOf(findings: readonly Finding[]): AccessibilityReport['incomplete'] {
  const known = judgements();
  return Object.entries(Object.groupBy(findings, ({ rule }) => rule)).map(([rule, all = []]) => ({
    rule,
    count: all.length,
    judged: all.every(finding => isJudged(finding, known)),
    examples: [
      ...new Set(
        all
          .filter(finding => !isJudged(finding, known))
          .map(({ at, target, why }) => `${at}: ${target}: ${why}`),
      ),
    ].slice(0, 5),
  }));
}
