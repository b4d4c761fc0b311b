import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

const SOURCE = /^\.{1,2}\/(.*\/)?pseudo\.json$/;
const SUFFIX = '/messages/pseudo.json';

/**
 * A language that is none: English with accents, brackets and a third more length. What shows up in plain letters was
 * never given to translators, and what is cut off has too little room. Made while building, of `messages/en.json`.
 */
export function pseudoMessages(): Plugin {
  return {
    name: 'tenantry-pseudo-messages',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      handler: (source, importer) =>
        SOURCE.test(source) && importer !== undefined ? new URL(source, `file://${importer}`).pathname : null,
    },
    load: {
      order: 'pre',
      handler: async id => {
        const [path = ''] = id.split('?');
        if (!path.endsWith(SUFFIX)) return null;
        const english: unknown = JSON.parse(await readFile(path.replace(/pseudo\.json$/, 'en.json'), 'utf8'));
        return JSON.stringify(pseudo(english));
      },
    },
  };
}

const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  g: 'ĝ',
  i: 'î',
  l: 'ļ',
  n: 'ñ',
  o: 'ö',
  r: 'ŕ',
  s: 'š',
  t: 'ţ',
  u: 'û',
  y: 'ý',
  z: 'ž',
  A: 'Á',
  C: 'Ç',
  E: 'É',
  G: 'Ĝ',
  I: 'Î',
  L: 'Ļ',
  N: 'Ñ',
  O: 'Ö',
  R: 'Ŕ',
  S: 'Š',
  T: 'Ţ',
  U: 'Û',
  Y: 'Ý',
  Z: 'Ž',
};

/** Names between braces, and what follows `@`, stay as they are; each form of a plural is made longer by itself. */
function pseudo(value: unknown): unknown {
  if (typeof value === 'string') return value.split(' | ').map(pseudoText).join(' | ');
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, pseudo(inner)]));
}

function pseudoText(text: string): string {
  const parts = text.split(/(\{[^}]*\}|@:[\w.]+)/);
  const accented = parts.map((part, index) =>
    index % 2 === 1 ? part : [...part].map(letter => ACCENTED[letter] ?? letter).join(''),
  );
  return `⟦${accented.join('')}${'~'.repeat(Math.ceil(text.length / 3))}⟧`;
}
