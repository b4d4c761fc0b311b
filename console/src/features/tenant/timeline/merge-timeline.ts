import type { TimelineEntry, TimelineSource } from './entry.ts';

export interface MergedTimeline {
  /** Newest first; nothing that was not read yet belongs between two of them. */
  readonly entries: readonly TimelineEntry[];
  /** Places of the sources that must be read on before anything older can be shown. */
  readonly wanted: readonly number[];
}

/**
 * Sources of different depths as one sequence. What is older than the end of a source that has more is held back: the
 * source may hold something that belongs before it.
 */
export function mergeTimeline(sources: readonly TimelineSource[]): MergedTimeline {
  const ends = sources.map(({ entries, more }) => {
    if (!more) return '';
    // One with more and nothing yet holds everything back.
    return entries.at(-1)?.at ?? '\uFFFF';
  });
  const horizon = ends.reduce((latest, end) => (end > latest ? end : latest), '');
  const entries = sources
    .flatMap(source => source.entries)
    .filter(({ at }) => at >= horizon)
    .sort((a, b) => (a.at === b.at ? a.id.localeCompare(b.id, 'en') : a.at < b.at ? 1 : -1));
  const wanted = ends.flatMap((end, place) => (end !== '' && end === horizon ? [place] : []));
  return { entries, wanted };
}
