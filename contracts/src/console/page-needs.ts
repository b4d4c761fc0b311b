import { z } from 'zod';

/** Beside the manifest of the console's build; the control plane reads it to say in each page what comes next. */
export const PAGE_NEEDS_FILE = '.vite/pages.json';

/** Languages of the texts, the one first that whoever reads none of them is given. */
export const PAGE_LANGUAGES = ['en', 'de'] as const;

const filesSchema = z.array(z.string().regex(/^[\w./-]+$/));

/**
 * What the pages of one address need beyond the console's own first scripts. A browser that is told so in the page
 * itself asks for all of it at once, rather than for each part when the part before has run.
 */
export const pageNeedsSchema = z.object({
  /** A regular expression over the path of an address, with a named group for each parameter. */
  path: z.string().startsWith('^/').endsWith('$'),
  scripts: filesSchema,
  styles: filesSchema,
  /** Scripts with its texts, by language. */
  texts: z.record(z.string(), filesSchema),
  /** What it asks the API first when its address has no query; `{name}` stands for a group of `path`. */
  firstReads: z.array(z.string().startsWith('/v1/')),
});
export type PageNeeds = z.infer<typeof pageNeedsSchema>;
