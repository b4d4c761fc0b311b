import { stemmer } from 'stemmer';
import { withPhrasesJoined } from './phrases.ts';

/** Words that a question is put together with, and that tell nothing of what it is about. */
const STOP_WORDS = new Set(
  `a about after again all also am an and any anybody anyone anything are as at be because been before being between both but by can cannot could did do
  does doing don else even ever every everybody everyone everything for from get gets getting got had happen happens happened has have having he her here him his how i if in into is isn it its itself just let like may me might mine more most
  much must my need needs no nor not of off on once one only or other our ours out over own please same shall she should so some somebody someone something such
  than that the their them then there these they thing things this those through to too under until up upon us very want wants was we were what when
  where whether which while who whom whose why will with without would yet you your yours able already else few best good great know known let lot many possible really say see seen shows still tell thing try trying use used using way work works`.split(
    /\s+/,
  ),
);

const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/([a-z]{3})iz(e|ed|es|er|ing|ation|ations)$/, '$1is$2'],
  [/^(behavi|col|fav|hon|lab)or/, '$1our'],
  [/^licens/, 'licenc'],
  [/^catalog(s?)$/, 'catalogue$1'],
  [/^canceled$/, 'cancelled'],
];

/** Letters and digits alone: `kubectl` in ticks is kubectl, and a variable is the words that it is made of. */
export const wordsOf = (text: string): string[] =>
  withPhrasesJoined(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** `PodsNotCreated` is one word and three: people paste it whole, and remember its parts. */
const WITHIN = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/** The forms in which a word is kept and looked for; none of those that tell nothing. */
export function termsOf(word: string): string[] | null {
  const whole = word.toLowerCase();
  if (STOP_WORDS.has(whole)) return null;
  const parts = word.split(WITHIN);
  const all = parts.length > 1 ? [whole, ...parts.map(part => part.toLowerCase())] : [whole];
  const kept = all.filter(part => !STOP_WORDS.has(part)).map(part => stemOf(part));
  return [...new Set(kept)];
}

/** Their stem is that of another word: an operator's of an operation, a certification's of a certificate, what is important of an import. */
const WHOLE =
  /^(operator|customer|production|container|allowance|certification|important|community|author|planned|accounting)s?$/;

const stemOf = (word: string): string => WHOLE.exec(word)?.[1] ?? stemmer(spelt(word));

const spelt = (word: string): string =>
  SPELLINGS.reduce((now, [pattern, ours]) => now.replace(pattern, ours), word);

/** Words that one asks by and another answers by, and that are told apart by nobody who asks. */
const SAME = new Map(
  [
    'customer tenant client account',
    'invoice statement bill',
    'delete remove erase',
    'colleague coworker teammate employee staff',
    'big large',
    'bigger larger',
    'machine server vps',
    'email mail',
    'kubernetes k8s',
    'price cost',
    'disable deactivate',
    'login logon sso',
    'undo revert rollback',
  ].flatMap(line => {
    const [first = '', ...others] = line.split(' ').map(stemOf);
    return others.map(other => [other, first] as const);
  }),
);

/** The word by which a question is kept and looked for. */
export const sameAs = (term: string): string => SAME.get(term) ?? term;
