import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { ConsoleWorld, Look } from './console-world.ts';
import { shown } from './console-world.ts';
import { OVERLAYS, type Overlay } from './overlays.ts';
import { addressOf, type ConsoleRoute, consoleRoutes } from './routes.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export interface Finding {
  readonly at: string;
  readonly rule: string;
  readonly target: string;
  readonly why: string;
}

export interface AccessibilityReport {
  readonly looked: number;
  readonly violations: readonly Finding[];
  /** What axe could not decide, by rule, and whether a person has: see judgements.json. */
  readonly incomplete: readonly {
    readonly rule: string;
    readonly count: number;
    readonly judged: boolean;
    readonly examples: readonly string[];
  }[];
  /** Routes that could not be opened, for want of something to show. */
  readonly missed: readonly string[];
}

/** No rule and no element is left out. */
export async function axeFindings(
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

export const LOOKS: readonly Look[] = (['light', 'dark'] as const).flatMap(theme =>
  (['en', 'de'] as const).map(locale => ({ theme, locale })),
);

/** Every route, and every overlay that it opens, in both themes and languages. */
export async function lookAtAll(
  world: ConsoleWorld,
  ids: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<AccessibilityReport> {
  const routes = await consoleRoutes();
  const violations: Finding[] = [];
  const incomplete: Finding[] = [];
  const missed = new Set<string>();
  let looked = 0;
  for (const look of LOOKS) {
    const bare = await world.open(look);
    await bare.goto('/sign-in');
    await shown(bare);
    await take(bare, `sign-in ${look.theme} ${look.locale}`);
    await world.close(bare);
    const page = await world.signedIn(look);
    for (const route of routes) {
      const address = addressOf(route, ids);
      if (address === undefined) {
        missed.add(route.name);
        continue;
      }
      await world.count(page);
      await page.goto(address);
      await shown(page);
      await take(page, nameOf(route, look));
      for (const overlay of overlaysOf(route)) {
        if (!(await overlay.open(page))) {
          missed.add(`${route.name}: ${overlay.name}`);
          continue;
        }
        await take(page, `${nameOf(route, look)}: ${overlay.name}`);
        await page.keyboard.press('Escape');
      }
    }
    await world.close(page);
    say(`${look.theme}, ${look.locale}: ${violations.length} violations so far`);
  }
  return { looked, violations, incomplete: summaryOf(incomplete), missed: [...missed] };

  async function take(page: Page, at: string): Promise<void> {
    const found = await axeFindings(page, at);
    looked += 1;
    violations.push(...found.violations);
    incomplete.push(...found.incomplete);
    for (const { rule, target, why } of found.violations)
      say(`violation at ${at}: ${rule} ${target}: ${why}`);
  }
}

const nameOf = ({ name }: ConsoleRoute, { theme, locale }: Look) => `${name} ${theme} ${locale}`;
const overlaysOf = ({ name }: ConsoleRoute): readonly Overlay[] =>
  OVERLAYS.filter(({ route }) => route === name || route === '*').filter(
    ({ route }) => route !== '*' || name === 'today',
  );

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
