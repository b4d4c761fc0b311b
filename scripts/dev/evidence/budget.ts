import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const schema = z.strictObject({
  $comment: z.string(),
  samples: z.array(
    z.strictObject({
      topic: z.string(),
      id: z.string(),
      seconds: z.number().int().positive(),
      alone: z.boolean(),
    }),
  ),
});

export type BudgetedSample = z.output<typeof schema>['samples'][number];

/** The samples that CI runs, from budget.json beside this file. */
export async function readBudget(): Promise<readonly BudgetedSample[]> {
  const text = await readFile(new URL('./budget.json', import.meta.url), 'utf8');
  return schema.parse(JSON.parse(text)).samples;
}
