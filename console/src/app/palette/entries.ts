import type { RouteLocationRaw } from 'vue-router';
import type { IconName } from '../../shared/ui/icons.ts';

/** Something that can be found: where it leads, or what it does. */
export interface Entry {
  readonly key: string;
  readonly group: 'tenants' | 'pages' | 'actions';
  readonly label: string;
  readonly note?: string | undefined;
  readonly icon: IconName;
  readonly to?: RouteLocationRaw;
  run?(): unknown;
}

const folded = (text: string, tag: string) =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase(tag);

/**
 * What a text finds, the best first: what begins so, then what has a word that begins so, then what holds every word.
 * Equal ones keep their places.
 */
export function found(entries: readonly Entry[], text: string, tag = 'en'): readonly Entry[] {
  const wanted = folded(text.trim(), tag);
  if (wanted === '') return entries;
  const words = wanted.split(/\s+/);
  const ranked = entries.flatMap(entry => {
    const label = folded(entry.label, tag);
    if (label.startsWith(wanted)) return [{ entry, rank: 0 }];
    if (label.split(/[\s/-]+/).some(word => word.startsWith(wanted))) return [{ entry, rank: 1 }];
    const whole = folded(`${entry.label} ${entry.note ?? ''}`, tag);
    return words.every(word => whole.includes(word)) ? [{ entry, rank: 2 }] : [];
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
}
