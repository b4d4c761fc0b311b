/** How much of a section is shown, in characters. */
const LENGTH = 150;

export interface Part {
  readonly text: string;
  readonly marked: boolean;
}

/** Some of a text around the first of these words that is in it, cut so that each of them stands alone. */
export function excerptOf(text: string, words: readonly string[]): Part[] {
  const pattern = patternOf(words);
  const at = pattern === undefined ? -1 : text.search(pattern);
  const from = at < LENGTH / 2 ? 0 : text.lastIndexOf(' ', at - LENGTH / 4) + 1;
  const shown = text.slice(from, from + LENGTH);
  const whole = `${from > 0 ? '… ' : ''}${shown}${from + LENGTH < text.length ? ' …' : ''}`;
  if (pattern === undefined) return [{ text: whole, marked: false }];
  return whole
    .split(pattern)
    .map((part, place) => ({ text: part, marked: place % 2 === 1 }))
    .filter(part => part.text !== '');
}

function patternOf(words: readonly string[]): RegExp | undefined {
  // They are of letters and digits alone.
  return words.length === 0 ? undefined : new RegExp(`\\b((?:${words.join('|')})[\\p{L}\\p{N}]*)`, 'giu');
}
