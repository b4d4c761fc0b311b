import type MiniSearch from 'minisearch';
import { loadIndex } from '../search/find.ts';
import type { Section } from '../search/section.ts';

let loaded: Promise<MiniSearch<Section>> | undefined;

/** Once for a visit; again when it failed. */
export function loadSearch(): Promise<MiniSearch<Section>> {
  loaded ??= import('virtual:search-index').then(
    ({ default: json }) => loadIndex(json),
    (error: unknown) => {
      loaded = undefined;
      throw error;
    },
  );
  return loaded;
}
