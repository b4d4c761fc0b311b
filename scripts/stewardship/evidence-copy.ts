import type { z } from 'zod';
import { evidenceSchema } from '../dev/evidence/evidence-file.ts';

/** An evidence file, or a frozen copy of one. */
export type EvidenceCopy = z.output<typeof evidenceSchema>;

/** @returns nothing when the text is no evidence file */
export function readEvidence(text: string): EvidenceCopy | undefined {
  try {
    return evidenceSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
