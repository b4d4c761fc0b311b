/** A line through points that rise in x, level beyond the first and the last. */
export function interpolate(points: readonly (readonly [x: number, y: number])[], x: number): number {
  let [before] = points;
  if (before === undefined || x <= before[0]) return before?.[1] ?? 0;
  for (const point of points) {
    if (x <= point[0]) {
      const share = (x - before[0]) / (point[0] - before[0]);
      return before[1] + share * (point[1] - before[1]);
    }
    before = point;
  }
  return before[1];
}
