/**
 * Parts of a page that are computed and not written by hand stand between two marks:
 *
 *   <!-- computed: roi-cases -->
 *   …
 *   <!-- end of computed -->
 */
export type Sections = ReadonlyMap<string, readonly string[]>;

const SECTION = /<!-- computed: ([a-z-]+) -->\n([\s\S]*?)<!-- end of computed -->/g;

/** The page with each part as it is computed now. @throws Error where a page and what is computed do not go together */
export function fillSections(page: string, sections: Sections): string {
  const filled = new Set<string>();
  const text = page.replace(SECTION, (_, name: string) => {
    const lines = sections.get(name);
    if (lines === undefined) throw new Error(`nothing computes "${name}"`);
    filled.add(name);
    return `<!-- computed: ${name} -->\n${lines.join('\n')}\n<!-- end of computed -->`;
  });
  const missing = [...sections.keys()].filter(name => !filled.has(name));
  if (missing.length > 0) throw new Error(`the page has no place for ${missing.join(', ')}`);
  return text;
}
