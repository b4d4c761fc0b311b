/** Does something for each, so many at a time. What fails is added to `failures`, and the others go on. */
export async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  failures: unknown[],
  run: (item: T) => Promise<void>,
): Promise<void> {
  const rest = items[Symbol.iterator]();
  const worker = async () => {
    for (const item of rest) {
      try {
        await run(item);
      } catch (error) {
        failures.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
