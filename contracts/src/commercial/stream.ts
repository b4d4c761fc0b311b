import { z } from 'zod';

/**
 * The live stream: server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html) that say what to
 * read again, and never what it is now. Names of events:
 *
 *   ready       the stream has begun, or gone on behind Last-Event-ID
 *   invalidate  something is otherwise: read it again
 *   reset       what happened since Last-Event-ID is not kept: read everything again
 *   heartbeat   nothing, so that everybody on the way sees that somebody is there
 */
export const STREAM_EVENTS = ['ready', 'invalidate', 'reset', 'heartbeat'] as const;
export type StreamEventName = (typeof STREAM_EVENTS)[number];

export const invalidationSchema = z
  .object({
    kind: z.string().meta({ description: 'What kind of thing: `tenant`, `subscription`, `alert` …' }),
    id: z.string(),
    tenantId: z.string().optional().meta({ description: 'The tenant that it is of, where it is of one' }),
    version: z
      .int()
      .meta({ description: 'Of the change; whoever has read this version or a later one is current' }),
  })
  .meta({ id: 'Invalidation', description: 'The data of an event `invalidate`' });
export type Invalidation = z.infer<typeof invalidationSchema>;

export const streamQuerySchema = z.strictObject({
  lastEventId: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'For clients that cannot send the header Last-Event-ID' }),
});
