import { type Page, readPages, tokensOf } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { columnOf, isHistory } from '../read-page.ts';
import { readSource, sourceFiles } from '../read-source.ts';

/** `displayName`, `TierRevision`, `not_found`; metrics are a kind of their own, made of a prefix and a name. */
const NAME = /^(?!tenantry_)([a-z0-9]+(_[a-z0-9]+)+|[a-z]+([A-Z][a-z0-9]+)+|[A-Z][a-z]+([A-Z][a-z]+)+)$/;

/** Words of other programs, which nothing here writes. */
const OF_OTHERS = new Set(['container_file_t']);
/** Names its own figures, for its formulas and the test that reckons them. */
const SIZING = 'docs/explanation/sizing.md';

/**
 * Whatever a page writes in code letters and in the form of a name occurs in a source, a script or a file of evidence. The other
 * kinds say where a name belongs; this one catches what none of them knows. Of the names in code those count that pages use:
 * there are far more than anybody has to know.
 */
const identifiers: Kind = {
  id: 'other names in code letters',
  source: 'any word of sources, scripts, configuration and evidence',
  home: 'every page',
  inCode: async () => {
    const known = wordsOfSources();
    return namesOf(await readPages())
      .map(({ text }) => text)
      .filter(text => known.has(text));
  },
  documented: pages => {
    const known = wordsOfSources();
    return namesOf(pages)
      .map(({ text }) => text)
      .filter(text => known.has(text));
  },
  mentioned: pages => {
    const known = wordsOfSources();
    return namesOf(pages).map(mention => ({ ...mention, exists: known.has(mention.text) }));
  },
  mend: 'write the name as the code has it; one of another program goes into OF_OTHERS of tests/docs/coverage/kinds/identifier-kinds.ts',
};

export const IDENTIFIER_KINDS: readonly Kind[] = [identifiers];

function namesOf(pages: readonly Page[]): Mention[] {
  const figures = new Set(pages.some(({ path }) => path === SIZING) ? columnOf(pages, SIZING, 'figure') : []);
  return pages
    .filter(page => !isHistory(page))
    .flatMap(page =>
      tokensOf(page)
        .filter(({ text }) => NAME.test(text) && !OF_OTHERS.has(text) && !figures.has(text))
        .map(token => ({ ...token, page: page.path })),
    );
}

let words: ReadonlySet<string> | undefined;

function wordsOfSources(): ReadonlySet<string> {
  words ??= new Set(
    sourceFiles('*')
      .filter(
        path => !path.endsWith('.md') && (!path.startsWith('docs/') || path.startsWith('docs/evidence/')),
      )
      .filter(path => !/(^|\/)(package-lock\.json|[^/]+\.(webp|png|ico|woff2?))$/.test(path))
      .flatMap(path => readSource(path).match(/[A-Za-z_$][\w$]*/g) ?? []),
  );
  return words;
}
