import type { Box } from './diagram.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From which side of a box to which of another, and where a label has room. */
export interface ArrowPath {
  readonly d: string;
  readonly label: Point & { readonly anchor: 'middle' | 'start' };
}

/** Straight where the boxes face one another, else through the gap between their rows. */
export function arrowPath(from: Box, to: Box, shift = 0): ArrowPath {
  const overlapX = overlap(from.x, from.width, to.x, to.width);
  const overlapY = overlap(from.y, from.height, to.y, to.height);
  if (overlapY !== undefined) {
    const y = overlapY + shift;
    const rightwards = to.x > from.x;
    const start = rightwards ? from.x + from.width : from.x;
    const end = rightwards ? to.x : to.x + to.width;
    return { d: `M${start} ${y}H${end}`, label: { x: (start + end) / 2, y: y - 6, anchor: 'middle' } };
  }
  if (overlapX !== undefined) {
    const x = overlapX + shift;
    const downwards = to.y > from.y;
    const start = downwards ? from.y + from.height : from.y;
    const end = downwards ? to.y : to.y + to.height;
    return { d: `M${x} ${start}V${end}`, label: { x: x + 7, y: (start + end) / 2 + 4, anchor: 'start' } };
  }
  const downwards = to.y > from.y;
  const start = downwards ? from.y + from.height : from.y;
  const end = downwards ? to.y : to.y + to.height;
  const y = (start + end) / 2 + shift;
  const [x, across] = [from.x + from.width / 2, to.x + to.width / 2];
  return {
    d: `M${x} ${start}V${y}H${across}V${end}`,
    label: { x: (x + across) / 2, y: y - 6, anchor: 'middle' },
  };
}

/** The middle of what two stretches have in common; undefined when that is too little to draw an arrow in. */
function overlap(a: number, aLength: number, b: number, bLength: number): number | undefined {
  const low = Math.max(a, b);
  const high = Math.min(a + aLength, b + bLength);
  return high - low < 16 ? undefined : (low + high) / 2;
}
