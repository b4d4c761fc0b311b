/**
 * What people ask a page, or a section of it (`docs/how-to/keys.md#rotate-one`), in their words: a question a line. By file, and
 * by the anchor that the site gives the heading.
 */
export type Asks = Readonly<Record<string, string>>;
