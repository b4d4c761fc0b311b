/** Compares dotted numbers; what follows them (`-rc1`) does not count. */
export function compareVersions(a: string, b: string): number {
  const parts = (version: string) => version.split('.').map(part => Number.parseInt(part, 10) || 0);
  const [left, right] = [parts(a), parts(b)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
