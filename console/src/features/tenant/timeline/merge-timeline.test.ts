import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { TimelineEntry, TimelineSource } from './entry.ts';
import { mergeTimeline } from './merge-timeline.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString();
const entry = (minute: number, id = String(minute)): TimelineEntry => ({
  id,
  kind: 'note',
  at: at(minute),
  title: id,
});

/** Sources with what is still unread of them: the first `known` entries of each are read. */
const worlds = fc
  .array(
    fc.record({
      minutes: fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 12 }),
      known: fc.integer({ min: 0, max: 12 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map(sources =>
    sources.map(({ minutes, known }, place) => {
      const all = minutes
        .toSorted((a, b) => b - a)
        .map((minute, index) => entry(minute, `${place} ${index}`));
      const source: TimelineSource = { entries: all.slice(0, known), more: known < all.length };
      return { source, unread: all.slice(known) };
    }),
  );

test('nothing that is still unread belongs before anything that is shown', () => {
  fc.assert(
    fc.property(worlds, given => {
      const { entries } = mergeTimeline(given.map(({ source }) => source));
      const unread = given.flatMap(world => world.unread);
      for (const shown of entries) for (const hidden of unread) expect(hidden.at <= shown.at).toBe(true);
    }),
  );
});

test('what is shown is newest first, each entry once', () => {
  fc.assert(
    fc.property(worlds, given => {
      const { entries } = mergeTimeline(given.map(({ source }) => source));
      expect(entries.map(one => one.at)).toEqual(
        entries
          .map(one => one.at)
          .toSorted()
          .reverse(),
      );
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    }),
  );
});

test('reading on is asked of the sources that hold older entries back, until all is read', () => {
  fc.assert(
    fc.property(worlds, given => {
      const sources = given.map(({ source }) => source);
      const { wanted, entries } = mergeTimeline(sources);
      expect(wanted.length > 0).toBe(sources.some(({ more }) => more));
      for (const place of wanted) expect(sources[place]?.more).toBe(true);
      if (wanted.length === 0) expect(entries).toHaveLength(sources.flatMap(one => one.entries).length);
    }),
  );
});
