import { expect, test } from 'vitest';
import { ROOT } from '../root.ts';
import { arrowPath } from './arrow-path.ts';
import type { Box, Diagram } from './diagram.ts';
import { context } from './drawings/context.ts';
import { manifest } from './drawings/manifest.ts';
import { onboarding } from './drawings/onboarding.ts';
import { rooms } from './drawings/rooms.ts';
import { trust } from './drawings/trust.ts';
import { usage } from './drawings/usage.ts';
import { flowDiagram } from './flow.ts';
import { readRooms } from './read-rooms.ts';
import { renderDiagram } from './render-diagram.ts';

const DIAGRAMS = [
  ...[context, trust, rooms(await readRooms(ROOT))],
  ...[manifest, usage, onboarding].map(flowDiagram),
];
const BOX = { kind: 'process', x: 0, y: 0, width: 100, height: 60 } as const;

test.each(DIAGRAMS)('no arrow of $file runs through a box that it does not join', diagram => {
  expect(diagram.arrows.flatMap(arrow => crossed(diagram, arrow.from, arrow.to, arrow.shift))).toEqual([]);
});

test('a line that goes through a third box is found', () => {
  const row = ['a', 'b', 'c'].map((id, at): Box => ({ ...BOX, id, title: id, x: 150 * at }));
  const diagram = { file: '', title: '', description: '', height: 60, boxes: row, arrows: [] };
  expect(crossed(diagram, 'a', 'c')).toEqual(['a to c runs through b']);
});

test.each(DIAGRAMS)('$file says in words what it shows', diagram => {
  const svg = renderDiagram(diagram, 'a test');
  expect(svg).toContain('role="img" aria-labelledby="t d"');
  expect(diagram.description.length).toBeGreaterThan(120);
  expect(svg).toContain('prefers-color-scheme: dark');
});

test('a text that is longer than its box is refused, by name', () => {
  const boxes: Box[] = [{ ...BOX, id: 'narrow', title: 'more than would fit' }];
  const diagram = { file: '', title: '', description: '', height: 60, boxes, arrows: [] };
  expect(() => renderDiagram(diagram, 'a test')).toThrow(
    'narrow: "more than would fit" is too long for its box',
  );
});

test('what imports what is read from the sources', async () => {
  const found = await readRooms(ROOT);
  expect(found.imports).toEqual([
    ['operator', 'contracts'],
    ['control-plane', 'contracts'],
    ['control-plane', 'operator'],
    ['console', 'contracts'],
  ]);
  expect(found.rooms.get('operator')).toEqual(['runtime', 'tenant', 'tier']);
});

function crossed({ boxes }: Diagram, from: string, to: string, shift?: number): string[] {
  const [start, end] = [from, to].map(id => boxes.find(box => box.id === id));
  if (start === undefined || end === undefined) throw new Error(`${from} or ${to} is not there`);
  const points = pointsOf(arrowPath(start, end, shift).d);
  return boxes
    .filter(box => box !== start && box !== end)
    .filter(box => points.slice(1).some((point, at) => meets(box, points[at] ?? point, point)))
    .map(box => `${from} to ${to} runs through ${box.id}`);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function pointsOf(path: string): readonly Point[] {
  const points: Point[] = [];
  for (const [, command, first = '', second] of path.matchAll(/([MHV])(-?[\d.]+)(?: (-?[\d.]+))?/g)) {
    const last = points.at(-1) ?? { x: 0, y: 0 };
    if (command === 'H') points.push({ ...last, x: Number(first) });
    else if (command === 'V') points.push({ ...last, y: Number(first) });
    else points.push({ x: Number(first), y: Number(second) });
  }
  return points;
}

function meets(box: Box, a: Point, b: Point): boolean {
  const inX = Math.max(a.x, b.x) > box.x && Math.min(a.x, b.x) < box.x + box.width;
  const inY = Math.max(a.y, b.y) > box.y && Math.min(a.y, b.y) < box.y + box.height;
  return inX && inY;
}
