import { z } from 'zod';

export const MAX_PAGE = 200;
export const DEFAULT_PAGE = 50;

const LIMIT = `a whole number from 1 to ${MAX_PAGE}`;

/** What every list takes. Spread it into the strict object of a list's query. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, LIMIT)
    .transform(Number)
    .pipe(z.int().min(1, LIMIT).max(MAX_PAGE, LIMIT))
    .default(DEFAULT_PAGE)
    .meta({ description: `At most this many items: 1 to ${MAX_PAGE}` }),
  cursor: z.string().max(4_000).optional().meta({ description: '`next` of the page before' }),
};

/** Absent on the last page. */
export const nextSchema = z
  .string()
  .optional()
  .meta({ description: 'Give it back as `cursor` for the next page; absent on the last one' });
