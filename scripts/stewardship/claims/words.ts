/** Words that promise without a number. */
const ABSOLUTE = new RegExp(
  `\\b(?:${[
    'always|never|ever|every|everything|everybody|everyone|everywhere|only|all|none|nothing|nobody|nowhere|no one',
    "each|any|anything|anybody|anyone|anywhere|whatever|whenever|wherever|will not|won['’]t|in no case|at no time|under no",
    "cannot|can['’]t|impossible|guarantee(?:s|d)?|complete(?:ly)?|entire(?:ly)?|full(?:y)?|unlimited|zero|perfect(?:ly)?",
    'without exception|not a single|no (?:customer|tenant|user|bill|invoice|event|downtime|outage|data)s?|best|fastest|cheapest|safest|leading|unique(?:ly)?|unmatched|unrivalled',
  ].join('|')})\\b`,
  'gi',
);
/** Whose name in a sentence says that the sentence is about the product. */
const PRODUCT = /\b(?:Tenantry|the (?:product|operator|control plane|installer|ledger))\b(?!['’])/gi;
/**
 * What a mark before a section, a list or a table does not take out: under a heading of settings or of things to do, a sentence
 * with one of these, or with the product's name, says what the product does.
 */
const STRONG =
  /^(?:never|always|cannot|can['’]t|impossible|guarantee|unlimited|without exception|will not|won['’]t)/i;

/** What of a text makes it a claim, besides figures. */
export function claimWordsIn(text: string): readonly string[] {
  return [...text.matchAll(ABSOLUTE), ...text.matchAll(PRODUCT)].map(([word]) => word);
}

export function isStrong(word: string): boolean {
  return STRONG.test(word) || word.search(PRODUCT) === 0;
}
