import { z } from 'zod';

/** What is read of an evidence file, or of a frozen copy of one: docs/evidence/<topic>.json, as `npm run evidence` writes it. */
const evidenceSchema = z.object({
  topic: z.string(),
  machine: z.record(z.string(), z.unknown()),
  lines: z.array(
    z.object({
      id: z.string(),
      shows: z.string(),
      command: z.string(),
      ok: z.boolean(),
      figures: z.record(z.string(), z.unknown()),
      seconds: z.number(),
      commit: z.string(),
    }),
  ),
});
export type EvidenceCopy = z.output<typeof evidenceSchema>;

/** @returns nothing when the text is no evidence file */
export function readEvidence(text: string): EvidenceCopy | undefined {
  try {
    return evidenceSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
