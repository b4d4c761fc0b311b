import type { RouteLocationRaw } from 'vue-router';
import { type NavigationEntry, SECTIONS, type Section } from './feature.ts';
import { FEATURES } from './features.ts';

type May = (operation: string) => boolean;

export interface NavigationGroup {
  readonly section: Section;
  readonly entries: readonly (NavigationEntry & { readonly feature: string })[];
}

const ENTRIES = FEATURES.flatMap(feature =>
  feature.navigation.map(entry => ({ ...entry, feature: feature.name })),
).sort((a, b) => a.order - b.order);

/** What this person can open, section by section; a section of nothing is left out. */
export function navigationFor(may: May): NavigationGroup[] {
  return SECTIONS.map(section => ({
    section,
    entries: ENTRIES.filter(entry => entry.section === section && may(entry.operation)),
  })).filter(({ entries }) => entries.length > 0);
}

/** Where one begins: what customer success sees first, or else the first page that there is for this person. */
export function firstPage(may: May): RouteLocationRaw {
  const [group] = navigationFor(may);
  const [entry] = group?.entries ?? [];
  return entry === undefined
    ? { name: 'nowhere', params: { rest: ['nothing-for-you'] } }
    : { name: entry.route };
}
