import { pageNeedsSchema } from '@tenantry/contracts/console/page-needs';
import { z } from 'zod';

/** What stands in the built page wherever something needs the nonce of the answer; the console's build writes it. */
export const NONCE_PLACE = '__CSP_NONCE__';
/** What stands in the built page, within a list of a script, where the API's addresses to ask first come. */
const FIRST_READS_PLACE = '/* __FIRST_READS__ */';
/** What a parameter of an address may be to be asked for: ids and names of things, no part of another address. */
const PLAIN = /^[\w-]{1,128}$/;

const fileSchema = z.string().transform((text): unknown => JSON.parse(text));
const needsSchema = fileSchema.pipe(z.array(pageNeedsSchema));

export interface AskedPage {
  /** As it came, percent signs and all. */
  readonly path: string;
  readonly hasQuery: boolean;
  readonly language: string;
}

export interface NeedsOfPage {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly firstReads: readonly string[];
}

/**
 * What a page needs of what `file` says of all of them; nothing for an address that no page of the console has.
 * @throws ZodError, SyntaxError for a file that no build wrote
 */
export function needsOf(file: string, { path, hasQuery, language }: AskedPage): NeedsOfPage {
  for (const needs of needsSchema.parse(file)) {
    const found = new RegExp(needs.path).exec(path);
    if (found === null) continue;
    const scripts = [...needs.scripts, ...(needs.texts[language] ?? [])];
    const firstReads = hasQuery ? [] : filled(needs.firstReads, found.groups ?? {});
    return { scripts, styles: needs.styles, firstReads };
  }
  return { scripts: [], styles: [], firstReads: [] };
}

function filled(templates: readonly string[], groups: Readonly<Record<string, string>>): readonly string[] {
  if (!Object.values(groups).every(value => PLAIN.test(value))) return [];
  return templates.map(template => template.replace(/\{(\w+)\}/g, (_, name) => groups[name] ?? ''));
}

/** The page, which names these for the browser to fetch at once. Where the nonce goes there is its place. */
export function withNeeds(html: string, { scripts, styles, firstReads }: NeedsOfPage): string {
  const links = [
    ...scripts.map(file => `<link rel="modulepreload" crossorigin href="/${file}" nonce="${NONCE_PLACE}">`),
    ...styles.map(file => `<link rel="preload" as="style" crossorigin href="/${file}">`),
  ];
  const reads = firstReads.map(read => JSON.stringify(read)).join();
  return html
    .replace(FIRST_READS_PLACE, () => reads)
    .replace('</head>', () => `${links.map(link => `  ${link}\n  `).join('')}</head>`);
}
