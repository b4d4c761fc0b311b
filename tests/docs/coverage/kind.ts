import type { Page, Token } from '../page.ts';

/** Something that the product has many of, each with a name that people use: reasons, metrics, variables. */
export interface Kind {
  readonly id: string;
  /** Where the names come from, and where they are told of; for whoever mends a gap. */
  readonly source: string;
  readonly home: string;
  /** Every name, from the code itself. */
  inCode(): Promise<Iterable<string>> | Iterable<string>;
  /** Every name that the reference tells of. */
  documented(pages: readonly Page[]): Iterable<string>;
  /** Names that pages mention beside the reference: they have to exist. */
  mentioned?(pages: readonly Page[]): Promise<Iterable<Mention>> | Iterable<Mention>;
  /** How a gap is mended. */
  readonly mend: string;
}

export interface Mention extends Token {
  readonly page: string;
  /** False: nothing has that name. Left out, it is looked up among the names in code. */
  readonly exists?: boolean;
}

export interface KindReport {
  readonly id: string;
  readonly inCode: number;
  readonly documented: number;
  /** In code, and not in the reference. */
  readonly missing: readonly string[];
  /** In the reference or another page, and not in code; with the place where it is known. */
  readonly strange: readonly string[];
  readonly source: string;
  readonly home: string;
  readonly mend: string;
}

export async function reportOf(kind: Kind, pages: readonly Page[]): Promise<KindReport> {
  const inCode = new Set(await kind.inCode());
  const documented = new Set(kind.documented(pages));
  const { id, source, home, mend } = kind;
  const ghosts = [...documented].filter(name => !inCode.has(name)).map(name => `${name} (${home})`);
  const elsewhere = [...((await kind.mentioned?.(pages)) ?? [])]
    .filter(({ text, exists }) => !(exists ?? inCode.has(text)))
    .map(({ text, page, line }) => `${text} (${page}:${line})`);
  return {
    id,
    inCode: inCode.size,
    documented: [...documented].filter(name => inCode.has(name)).length,
    missing: [...inCode].filter(name => !documented.has(name)).sort(),
    strange: [...new Set([...ghosts, ...elsewhere])].sort(),
    source,
    home,
    mend,
  };
}
