import { joined } from './joined.ts';

/** What holds in each tier, as one text: once where it is the same in all of them, else with the tiers that it is of. */
export function perTier(tiers: readonly (readonly [tier: string, text: string])[]): string {
  const texts = [...new Set(tiers.map(([, text]) => text))];
  if (texts.length === 1) return texts[0] ?? '';
  return texts
    .map(text => {
      const of = tiers.filter(([, other]) => other === text).map(([tier]) => tier);
      return `${joined(of)}: ${text === '' ? 'none' : text}`;
    })
    .join('; ');
}
