import { z } from 'zod';

/**
 * One line of docs/stewardship/log.jsonl, and the only place that says what an entry is: the JSON Schema beside the log is
 * generated from this. A line is the canonical JSON (RFC 8785) of an entry; see chain.ts for `previous` and `hash`.
 */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const entryId = z.string().regex(/^E[1-9]\d*$/);
/** One line of prose: nothing that a terminal, a table or a reader's eyes would take for other text than it is. */
const prose = z
  .string()
  .min(8)
  .max(2000)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);

export const citedEvidence = z.strictObject({
  /** Where the evidence is in the repository; it is recorded anew there, and the frozen copy is what is cited. */
  path: z.string().regex(/^docs\/evidence\/[a-z-]+\.json$/),
  /** Of the frozen copy, docs/stewardship/frozen/<sha256>.json. */
  sha256,
  /** Ids of the lines that the entry rests on; each of them was ok. */
  lines: z.array(z.string().regex(/^[a-z0-9-]+$/)).min(1),
});
export type CitedEvidence = z.output<typeof citedEvidence>;

const fields = {
  /**
   * `change`: what a version brings, in the words of the changelog; `evidence`: results that were recorded; `correction`:
   * another entry was wrong.
   */
  kind: z.enum(['change', 'evidence', 'correction']),
  /** The version that brings it, or that it was recorded for. */
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  what: prose,
  why: prose,
  /** A role: entries are not signed, and a name would look as if they were. */
  by: z.enum(['maintainers', 'continuous-integration']),
  /** The commit that brought it. */
  commit: z.string().regex(/^[0-9a-f]{40}$/),
  evidence: z.array(citedEvidence),
  /** The entry that was wrong. */
  corrects: entryId.optional(),
};

/** What somebody says; the rest follows from the log. */
export const draftSchema = z.strictObject(fields);
export type Draft = z.output<typeof draftSchema>;

export const entrySchema = z.strictObject({
  ...fields,
  id: entryId,
  at: z.iso.datetime({ precision: 0 }),
  /** `hash` of the entry before; of the first, 64 zeros. */
  previous: sha256,
  hash: sha256,
});
export type Entry = z.output<typeof entrySchema>;

/** Where the log ends: kept apart from it, or a last line that was removed would not be missed. */
export const headSchema = z.strictObject({ id: entryId, hash: sha256 });
export type Head = z.output<typeof headSchema>;

export function numberOf(id: string): number {
  return Number(id.slice(1));
}
