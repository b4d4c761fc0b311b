import { loadIndex, type SearchIndex } from '../search/search-index.ts';

let loaded: Promise<SearchIndex> | undefined;

/** Once for a visit; again when it failed. */
export function loadSearch(): Promise<SearchIndex> {
  loaded ??= import('virtual:search-index').then(
    ({ default: written }) => loadIndex(written),
    (error: unknown) => {
      loaded = undefined;
      throw error;
    },
  );
  return loaded;
}
