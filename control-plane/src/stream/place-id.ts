import type { Place } from '../outbox/outbox-reader.ts';

const ID = /^([0-9a-f-]{1,60}):(\d{1,15})\.(\d{1,6})$/;

/** The `id` of an event of the stream: a place, and which outbox it is a place of. */
export function eventIdOf(generation: string, { number, position }: Place): string {
  return `${generation}:${number}.${position < 0 ? 0 : position}`;
}

/** Nothing for what is no place of this outbox. */
export function placeIn(generation: string, id: string): Place | undefined {
  const [, of, number, position] = ID.exec(id) ?? [];
  return of === generation ? { number: Number(number), position: Number(position) } : undefined;
}
