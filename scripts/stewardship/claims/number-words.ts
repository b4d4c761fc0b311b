/** Numbers that are written as words. */
const QUANTITIES: Readonly<Record<string, number>> = {
  ...{
    half: 0.5,
    halves: 0.5,
    twice: 2,
    double: 2,
    doubled: 2,
    doubles: 2,
    triple: 3,
    dozen: 12,
    dozens: 12,
  },
  ...{ hundred: 100, hundreds: 100, thousand: 1000, thousands: 1000, million: 1e6, millions: 1e6 },
};
const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const NUMBERS = [...TENS.map(tens => `${tens}(?:[ -](?:${ONES.slice(0, 9).join('|')}))?`), ...ONES.slice(1)];
const TIMES = 'milliseconds?|seconds?|minutes?|hours?|days?|weeks?|months?|years?';
/** What is counted: before one of these a word is a figure, and three numbers with dots between them are no version. */
export const COUNTED = `${TIMES}|per cent|percent|times|machines?|cores?|replicas?|nodes?|tenants?|customers?|euros?`;

export const SPELLED = new RegExp(
  `\\b(?<word>${NUMBERS.join('|')})[\\s-](?<unit>${COUNTED})\\b|\\bone[\\s-](?<one>${TIMES})\\b`,
  'gi',
);
export const QUANTITY = new RegExp(`\\b(?:${Object.keys(QUANTITIES).join('|')})\\b`, 'gi');
/** Words of gain, which agree with nothing that was measured. */
export const GAIN =
  /\b(?:(?:two|three|four|five|six|seven|eight|nine|ten|twenty|hundred|thousand)-?fold|thrice|halved?|halving|halves|doubling|tripled|triples|quadrupled?|(?:two|three|four) (?:thirds|quarters|fifths|tenths)|(?:a|one) (?:third|quarter|fifth|tenth) (?:of|less|more|fewer|faster|cheaper|lower|higher)|a third(?=\s*(?:[.,;:!?)|]|$)))(?![\p{L}])/giu;

export function quantityOf(word: string): number {
  return QUANTITIES[word.toLowerCase()] ?? 0;
}

/** "Twenty-five" is twenty and five. */
export function spelledOut(words: string): number {
  return words
    .toLowerCase()
    .split(/[ -]/)
    .map(word => (TENS.includes(word) ? (TENS.indexOf(word) + 2) * 10 : ONES.indexOf(word) + 1))
    .reduce((sum, value) => sum + value, 0);
}
