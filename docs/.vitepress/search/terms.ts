import { stemmer } from 'stemmer';

/** Words that a question is put together with, and that tell nothing of what it is about. */
const STOP_WORDS = new Set(
  `a about after again all also am an and any anybody anyone anything are as at be because been before being between both but by can could did do
  does doing don else even ever every everybody everyone everything for from get gets getting got had has have having he her here him his how i if in into is it its just keep keeps let like me more most
  much my need needs no nor not of off on once one only or other our out over own please same she should so some somebody someone such
  than that the their them then there these they this those through to too under until up us very want wants was we were what when
  where which while who whom why will with without would you your`.split(/\s+/),
);

/** Letters and digits alone: `kubectl` in ticks is kubectl, and a variable is the words that it is made of. */
export const wordsOf = (text: string): string[] => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** `PodsNotCreated` is one word and three: people paste it whole, and remember its parts. */
const WITHIN = /(?<=[a-z\d])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

/** The forms in which a word is kept and looked for; none of those that tell nothing. */
export function termsOf(word: string): string[] | null {
  const whole = word.toLowerCase();
  if (STOP_WORDS.has(whole)) return null;
  const parts = word.split(WITHIN);
  const all = parts.length > 1 ? [whole, ...parts.map(part => part.toLowerCase())] : [whole];
  const kept = all.filter(part => !STOP_WORDS.has(part)).map(part => stemmer(part));
  return [...new Set(kept)];
}
