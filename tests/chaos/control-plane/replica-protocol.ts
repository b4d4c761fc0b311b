import { z } from 'zod';

/** What a replica's parent tells it, and what it says to that. */

const startSchema = z.object({
  do: z.literal('start'),
  store: z.string(),
  env: z.record(z.string(), z.string()),
  clock: z.object({ from: z.number(), factor: z.number() }),
  pace: z.number(),
  usage: z.object({ rejectedKept: z.int(), rejectedFor: z.int() }).optional(),
  points: z.array(
    z.object({
      name: z.string(),
      target: z.string(),
      operation: z.string(),
      at: z.string(),
      column: z.int(),
    }),
  ),
  /** Where it is to end, or to be stopped: at the so-manieth pass. */
  fail: z.object({ point: z.string(), nth: z.int(), signal: z.enum(['SIGKILL', 'SIGSTOP']) }).optional(),
  /** Holds the first inserts into a collection up: a writer that a busy machine keeps waiting. */
  slow: z.object({ target: z.string(), times: z.int(), milliseconds: z.int() }).optional(),
});

export const ordersSchema = z.discriminatedUnion('do', [startSchema, z.object({ do: z.literal('count') })]);
export type Orders = z.infer<typeof ordersSchema>;
export type StartOrders = z.infer<typeof startSchema>;

export const reportSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('loaded') }),
  z.object({ is: z.literal('listening'), address: z.string() }),
  z.object({ is: z.literal('failed'), message: z.string() }),
  z.object({
    is: z.literal('counted'),
    passes: z.record(z.string(), z.int()),
    unregistered: z.array(z.string()),
  }),
]);
export type Report = z.infer<typeof reportSchema>;
