import { z } from 'zod';
import type { AggregateSpec } from '../storage/aggregates.ts';
import { headsSpec } from '../storage/heads.ts';

/**
 * A list as somebody wants to see it again. Whose it is shows by their id alone, as in the record of who did what; what
 * they wrote is `text`, which that record does not show, and which goes from the history when somebody is erased.
 */
const viewStateSchema = z.object({
  ownerId: z.string(),
  page: z.string(),
  text: z.object({ name: z.string(), query: z.string() }),
  shared: z.boolean(),
  removed: z.boolean(),
});
export type ViewState = z.infer<typeof viewStateSchema>;

export const viewAggregate: AggregateSpec<ViewState> = { kind: 'console_view', state: viewStateSchema };

/**
 * Where a view is listed: with its owner, and with everybody. One that is removed is listed nowhere; by its writer it is
 * found all the same, to forget what was written.
 */
const listedSchema = z.object({
  owner: z.string().optional(),
  shared: z.string().optional(),
  writer: z.string().optional(),
});
export type Listed = z.infer<typeof listedSchema>;

export const viewHeadsSpec = headsSpec(viewAggregate, listedSchema, {
  owner: ['owner'],
  shared: ['shared'],
  writer: ['writer'],
});
export type ViewIndex = 'owner' | 'shared' | 'writer';
export type ViewHead = ReturnType<typeof viewHeadsSpec.parse>;

const EVERYBODY = 'everybody';

export const listedBy = {
  owner: (ownerId: string) => ({ index: 'owner' as const, equals: [ownerId] }),
  writer: (ownerId: string) => ({ index: 'writer' as const, equals: [ownerId] }),
  everybody: { index: 'shared' as const, equals: [EVERYBODY] },
  of: ({ ownerId, shared, removed }: ViewState): Listed => ({
    writer: ownerId,
    ...(!removed && { owner: ownerId, ...(shared && { shared: EVERYBODY }) }),
  }),
};
