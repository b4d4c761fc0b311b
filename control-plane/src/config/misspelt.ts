/** As many letters may be wrong, missing or too many in a name that is still taken for a known one. */
const MOST_WRONG = 2;

/**
 * Variables that nothing reads and that look like one that is read, with that one. Other names of the prefix are no
 * fault: the operator and what installs the product have some of their own.
 */
export function misspeltVariables(
  given: Iterable<string>,
  known: readonly string[],
  prefix: string,
): readonly { readonly name: string; readonly meant: string }[] {
  return [...given].flatMap(name => {
    if (!name.startsWith(prefix) || known.includes(name)) return [];
    const meant = known.find(other => distance(name, other) <= MOST_WRONG);
    return meant === undefined ? [] : [{ name, meant }];
  });
}

/** How many letters have to be put in, left out or exchanged: Levenshtein's distance, row by row. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const exchanged = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(exchanged, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
