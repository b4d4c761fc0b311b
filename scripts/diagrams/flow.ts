import { table } from '../../contracts/generate/markdown.ts';
import type { Arrow, Box, Diagram, Kind } from './diagram.ts';

/** One step of a flow: what a box says, which files do it, and which test holds it. */
export interface Step {
  readonly id: string;
  readonly kind: Kind;
  readonly title: string;
  readonly lines: readonly string[];
  /** A sentence for the table beside the drawing. */
  readonly what: string;
  readonly files: readonly string[];
  readonly test: string;
}

export interface Flow {
  readonly file: string;
  /** The computed part of the page that its table is. */
  readonly table: string;
  readonly title: string;
  readonly description: string;
  readonly steps: readonly Step[];
  /** What besides each step leading to the next. */
  readonly arrows?: readonly Arrow[];
}

const COLUMNS = 4;
const BOX = { width: 178, height: 106 };
const GAP = { x: 33, y: 38 };
const MARGIN = 24;

/** Steps in reading order: to the right, and in the next row back, so that each arrow is short. */
export function flowDiagram(flow: Flow): Diagram {
  const boxes = flow.steps.map((step, at): Box => {
    const row = Math.floor(at / COLUMNS);
    const column = row % 2 === 0 ? at % COLUMNS : COLUMNS - 1 - (at % COLUMNS);
    return {
      ...{ id: step.id, kind: step.kind, title: step.title, lines: step.lines, step: at + 1 },
      ...BOX,
      x: MARGIN + column * (BOX.width + GAP.x),
      y: MARGIN + row * (BOX.height + GAP.y),
    };
  });
  const rows = Math.ceil(flow.steps.length / COLUMNS);
  return {
    file: flow.file,
    title: flow.title,
    description: flow.description,
    height: 2 * MARGIN + rows * BOX.height + (rows - 1) * GAP.y,
    boxes,
    arrows: [
      ...boxes.slice(1).map((box, at) => ({ from: boxes[at]?.id ?? '', to: box.id })),
      ...(flow.arrows ?? []),
    ],
  };
}

/** The table that says where each step of the drawing is in the tree. */
export function flowTable(flow: Flow, page: string): readonly string[] {
  const up = page
    .split('/')
    .slice(1)
    .map(() => '..')
    .join('/');
  const link = (file: string) => `[\`${file.split('/').slice(-2).join('/')}\`](${up}/${file})`;
  const rows = flow.steps.map(({ what, files, test }, at) => [
    String(at + 1),
    what,
    files.map(link).join(', '),
    link(test),
  ]);
  return table(['step', 'what happens', 'where', 'held by'], rows);
}
