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

/** Where the day of a role begins; of any other, with the first page that there is. */
const BEGINS: Readonly<Record<string, string>> = { finance: 'statements', onboarding: 'onboarding' };

/** Where one begins: what customer success sees first, or what one's only role is about. */
export function firstPage(may: May, roles: readonly string[] = []): RouteLocationRaw {
  const entries = navigationFor(may).flatMap(group => group.entries);
  const [own] = roles.length === 1 ? entries.filter(({ route }) => route === BEGINS[roles[0] ?? '']) : [];
  const entry = own ?? entries[0];
  return entry === undefined
    ? { name: 'nowhere', params: { rest: ['nothing-for-you'] } }
    : { name: entry.route };
}
