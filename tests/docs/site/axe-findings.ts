import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** All that colours can be at fault for. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * `<where>: <rule> <element>: <why>` of each violation; no rule and no element is left out. `ofColours`: only what another
 * scheme can change, on a page that was looked at before.
 */
export async function axeFindings(page: Page, where: string, ofColours = false): Promise<string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode(true);
  const { violations } = await (ofColours ? axe.withRules(OF_COLOURS) : axe.withTags(TAGS)).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const why = [...any, ...all, ...none].map(({ message }) => message).join('; ');
      return `${where}: ${id} ${target.join(' ')}: ${why}`;
    }),
  );
}
