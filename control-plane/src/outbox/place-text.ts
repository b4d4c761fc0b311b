import { groupId } from './entry.ts';
import type { Place } from './outbox-reader.ts';

const POSITION_DIGITS = 3;

/** A place of the outbox as text whose order is that of the places; the `sequence` of an event. */
export function placeText({ number, position }: Place): string {
  return `${groupId(number)}.${String(position).padStart(POSITION_DIGITS, '0')}`;
}
