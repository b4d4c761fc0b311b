import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { ConsoleWorld } from './console-world.ts';
import { shown } from './console-world.ts';
import { explore, STATES, settled } from './overlays.ts';
import { pagesWith } from './routes.ts';
import { sampleIds } from './sample-ids.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const LOCALES = ['en', 'de'] as const;
const THEMES = ['light', 'dark'] as const;
/** Charts are drawn when they come near the window: in this one everything is. */
const TALL = { width: 1280, height: 2_600 };
type Locale = (typeof LOCALES)[number];

export interface Finding {
  readonly at: string;
  readonly rule: string;
  readonly target: string;
  readonly html: string;
  readonly why: string;
}

export interface AccessibilityReport {
  /** How often axe was run: each view in both themes. */
  readonly looked: number;
  readonly routes: number;
  /** What opened over a page, in each language. */
  readonly overlays: Readonly<Record<Locale, number>>;
  readonly opened: readonly string[];
  readonly violations: readonly Finding[];
  /** What axe could not decide, by rule, and whether a person has: see judgements.json. */
  readonly incomplete: readonly {
    readonly rule: string;
    readonly count: number;
    readonly judged: boolean;
    readonly examples: readonly string[];
  }[];
  /** Judgements of what axe finds nowhere any more. */
  readonly idle: readonly string[];
  /** Routes that could not be opened, for want of something to show. */
  readonly missed: readonly string[];
}

/** No rule and no element is left out. There are no frames: each document is looked at as a whole. */
async function axeFindings(
  page: Page,
  at: string,
): Promise<{ violations: Finding[]; incomplete: Finding[] }> {
  const results = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations', 'incomplete'] })
    .withTags(TAGS)
    .setLegacyMode(true)
    .analyze();
  const findings = (rules: typeof results.violations): Finding[] =>
    rules.flatMap(({ id, nodes }) =>
      nodes.map(({ target, html, any, all, none }) => ({
        at,
        rule: id,
        target: target.join(' '),
        html: html.replace(/\s+/g, ' ').slice(0, 400),
        why: [...any, ...all, ...none].map(({ message }) => message).join('; '),
      })),
    );
  return { violations: findings(results.violations), incomplete: findings(results.incomplete) };
}

/** Every route with its tabs and parts, and everything that opens over it, in both themes and languages. */
export async function lookAtAll(
  world: ConsoleWorld,
  ids: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): Promise<AccessibilityReport> {
  const violations: Finding[] = [];
  const incomplete: Finding[] = [];
  const missed: string[] = [];
  const opened: Record<Locale, string[]> = { en: [], de: [] };
  const known = { ...ids, ...(await sampleIds(world)) };
  const { pages: routes, missed: empty } = await pagesWith(known);
  missed.push(...empty);
  let looked = 0;
  // The languages side by side: each walk waits for its own pages, mostly.
  await Promise.all(LOCALES.map(walk));
  const overlays = { en: opened.en.length, de: opened.de.length };
  say(`${looked} looks at ${routes.length} routes, with ${overlays.en} and ${overlays.de} overlays`);
  const { rules, idle } = judged(incomplete);
  for (const judgement of idle)
    say(`nothing is undecided any more that this judgement was made of: ${judgement}`);
  return {
    looked,
    routes: routes.length,
    overlays,
    opened: opened.en,
    violations,
    incomplete: rules,
    idle,
    missed,
  };

  async function walk(locale: Locale): Promise<void> {
    await walkStates(locale);
    const page = await world.signedIn({ locale, reducedMotion: 'reduce', viewport: TALL });
    const pressed = new Set<string>();
    for (const { name, address } of routes) {
      const look = (what: string) => take(page, locale, what);
      const fault = (what: string, why: string) => {
        violations.push({ at: `${what} ${locale}`, rule: 'focus-returns', target: '', html: '', why });
        say(`violation at ${what} ${locale}: ${why}`);
      };
      await explore({ world, page, address, name, pressed, look, fault }).catch(error => {
        const why = error instanceof Error ? error.message : String(error);
        missed.push(`${name} ${locale}: ${why}`);
        say(`missed ${name}: ${why}`);
      });
      if (!(await shown(page).catch(() => true))) missed.push(`${name}: no such page`);
      say(`${locale}: ${name}, ${looked} looks, ${violations.length} violations so far`);
    }
    await world.close(page);
  }

  /** States that a page is in when something goes wrong, and what every page can open. */
  async function walkStates(locale: Locale): Promise<void> {
    for (const { name, bare = false, viewport, show } of STATES) {
      const look = { locale, reducedMotion: 'reduce', ...(viewport && { viewport }) } as const;
      const page = bare ? await world.open(look) : await world.signedIn(look);
      const errors = world.errors.length;
      try {
        await show(page);
        await take(page, locale, name);
      } catch (error) {
        missed.push(`${name} ${locale}: ${error instanceof Error ? error.message : String(error)}`);
      }
      await world.close(page);
      // What the browser says of answers that this state takes away from the page is no fault of the page.
      const meant = world.errors.splice(errors).filter(text => !/Failed to load resource/.test(text));
      world.errors.push(...meant);
    }
  }

  async function take(page: Page, locale: Locale, what: string): Promise<void> {
    if (what.includes(' > ')) opened[locale].push(what);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      await page.locator(`html[data-theme="${theme}"]`).waitFor({ state: 'attached' });
      await settled(page);
      const at = `${what} ${theme} ${locale}`;
      const found = await axeFindings(page, at);
      looked += 1;
      violations.push(...found.violations);
      incomplete.push(...found.incomplete);
      for (const { rule, target, html, why } of found.violations)
        say(`violation at ${at}: ${rule} ${target}: ${why}\n    ${html}`);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  }
}

interface Judgement {
  readonly rule: string;
  /** Part of the target, or of the element's own text of HTML. */
  readonly of: string;
  /** Part of what axe says of it; empty: whatever that is. */
  readonly says: string;
  /** Part of the name of the view; empty: everywhere. */
  readonly at: string;
  /** What was looked at, and why it is right as it is. */
  readonly why: string;
}

const isJudgement = (value: unknown): value is Judgement =>
  typeof value === 'object' &&
  value !== null &&
  ['rule', 'of', 'says', 'at', 'why'].every(name => typeof Reflect.get(value, name) === 'string');

/** Rules and parts of targets that a person looked at, with the reason. */
function judgements(): readonly Judgement[] {
  const read: unknown = JSON.parse(readFileSync(new URL('./judgements.json', import.meta.url), 'utf8'));
  if (!Array.isArray(read) || !read.every(isJudgement)) throw new Error('judgements.json is no list of them');
  return read;
}

function judged(findings: readonly Finding[]): {
  rules: AccessibilityReport['incomplete'];
  idle: readonly string[];
} {
  const known = judgements();
  const used = new Set<Judgement>();
  const isJudged = ({ rule, target, html, why, at }: Finding): boolean => {
    const fitting = known.filter(
      one =>
        one.rule === rule &&
        (target.includes(one.of) || html.includes(one.of)) &&
        why.includes(one.says) &&
        at.includes(one.at),
    );
    for (const one of fitting) used.add(one);
    return fitting.length > 0;
  };
  const rules = Object.entries(Object.groupBy(findings, ({ rule }) => rule)).map(([rule, all = []]) => {
    const open = all.filter(finding => !isJudged(finding));
    const examples = open.map(({ at, target, html, why }) => `${at}: ${target}: ${why}: ${html}`);
    return {
      rule,
      count: all.length,
      judged: open.length === 0,
      examples: [...new Set(examples)].slice(0, 20),
    };
  });
  const idle = known.filter(one => !used.has(one)).map(({ rule, of, at }) => `${rule}: ${of} ${at}`.trim());
  return { rules, idle };
}
