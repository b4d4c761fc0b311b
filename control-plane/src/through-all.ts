/**
 * Does something for each in turn; answers for how many it was done. One that fails keeps nobody behind it from its turn:
 * the first failure is thrown when all have had theirs.
 */
export async function throughAll<T>(
  items: Iterable<T> | AsyncIterable<T>,
  run: (item: T) => Promise<unknown>,
): Promise<number> {
  let count = 0;
  const failures: unknown[] = [];
  for await (const item of items) {
    try {
      await run(item);
      count++;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return count;
}
