import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** What a seeding process tells of what it wrote, for those who ask and those who hold the answers against it. */
const factsSchema = z.object({
  /** When it was seeded, milliseconds since 1970: everything is before it. */
  now: z.int(),
  tenants: z.array(
    z.object({
      tenantId: z.string(),
      slug: z.string(),
      owner: z.string(),
      plan: z.string().optional(),
    }),
  ),
  /** Stored in all. */
  events: z.int(),
  submissions: z.int(),
  /** The last whole month of UTC, `2026-10`. */
  month: z.string(),
  /** What was used in it, by `<meter>/<tenantId>`. */
  used: z.record(z.string(), z.string()),
  seconds: z.number(),
});
export type Facts = z.infer<typeof factsSchema>;

export function readFacts(path: string): Facts {
  return factsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

export function writeFacts(path: string, facts: Facts): void {
  writeFileSync(path, JSON.stringify(facts));
}
