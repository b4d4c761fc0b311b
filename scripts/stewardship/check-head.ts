import { type Entry, type Head, headSchema, numberOf } from './entry.ts';
import { type Fault, fault } from './fault.ts';
import { HEAD } from './places.ts';

/** Holds the end of the log against the head that is kept apart. */
export function headFaults(entries: readonly Entry[], text: string | undefined): readonly Fault[] {
  if (text === undefined) return [fault('head-missing', HEAD, 'no such file')];
  const head = parseHead(text);
  if (!head) return [fault('head-invalid', HEAD, 'no {id, hash}')];
  const last = entries.at(-1);
  if (last?.hash === head.hash && last.id === head.id) return [];
  if (entries.some(entry => isAt(entry, head))) {
    return [fault('head-behind', HEAD, `the head is ${head.id}, and the log ends in ${last?.id}`)];
  }
  const says =
    last === undefined || numberOf(last.id) < numberOf(head.id)
      ? `the head is ${head.id}, and the log ends in ${last?.id ?? 'nothing'}: what came after was removed`
      : `the head is ${head.id} with the hash ${head.hash}, which no entry has`;
  return [fault('head-wrong', HEAD, says)];
}

export function parseHead(text: string): Head | undefined {
  try {
    return headSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export function isAt(entry: Entry, head: Head): boolean {
  return entry.id === head.id && entry.hash === head.hash;
}
