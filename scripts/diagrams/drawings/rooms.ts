import type { Arrow, Box, Diagram } from '../diagram.ts';
import type { Rooms } from '../read-rooms.ts';

const WIDTHS: Readonly<
  Record<string, { readonly x: number; readonly width: number; readonly letters: number }>
> = {
  operator: { x: 24, width: 178, letters: 24 },
  'control-plane': { x: 250, width: 348, letters: 50 },
  console: { x: 646, width: 190, letters: 25 },
};
const TOP = 24;
const LINE = 18;

/** The workspaces with the rooms that they have today, and which of them imports which. */
export function rooms(found: Rooms): Diagram {
  const upper = Object.entries(WIDTHS).map(([name, { x, width, letters }]): Box => {
    const lines = filled(found.rooms.get(name) ?? [], letters);
    return {
      id: name,
      kind: 'process',
      x,
      y: TOP,
      width,
      height: 44 + LINE * lines.length,
      title: name,
      lines,
    };
  });
  const height = Math.max(...upper.map(box => box.height));
  const contracts: Box = {
    ...{
      id: 'contracts',
      kind: 'kept',
      x: 24,
      y: TOP + height + 70,
      width: 812,
      height: 62,
      title: 'contracts',
    },
    lines: filled(found.rooms.get('contracts') ?? [], 110),
  };
  const boxes = [...upper.map(box => ({ ...box, height })), contracts];
  return {
    file: 'rooms.svg',
    title: 'What the workspaces hold, and what imports what',
    description: `Read from the sources. ${boxes.map(box => `${box.title} has the rooms ${(found.rooms.get(box.id) ?? []).join(', ')}.`).join(' ')} ${found.imports.map(([from, to]) => `${from} imports ${to}.`).join(' ')}`,
    height: contracts.y + contracts.height + TOP,
    boxes,
    arrows: found.imports.map(([from, to]): Arrow => ({ from, to })),
  };
}

/** Words in lines of at most so many letters. */
function filled(words: readonly string[], letters: number): string[] {
  const lines: string[] = [];
  for (const [at, name] of words.entries()) {
    const word = at === words.length - 1 ? name : `${name},`;
    const longer = `${lines.at(-1) ?? ''} ${word}`;
    if (lines.length > 0 && longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
