import { z } from 'zod';
import { canonical, GENESIS, hashOf } from './chain.ts';
import { duplicateKey } from './duplicate-key.ts';
import { type Entry, entrySchema, numberOf } from './entry.ts';
import { type Fault, fault } from './fault.ts';
import { LOG } from './places.ts';

export interface ReadLog {
  /** Every line that is an entry, also beside faults. */
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
}

/** Reads the bytes of a log, and names all that is wrong with its lines and their order. */
export function readLog(bytes: Uint8Array): ReadLog {
  const faults: Fault[] = [];
  let text = Buffer.from(bytes).toString('utf8');
  if (text.startsWith('\ufeff')) {
    faults.push(fault('log-bom', LOG, 'a byte order mark'));
    text = text.slice(1);
  }
  if (text.includes('\r')) {
    faults.push(fault('log-crlf', LOG, 'carriage returns'));
    text = text.replaceAll('\r', '');
  }
  const lines = text.split('\n');
  const rest = lines.pop() ?? '';
  if (rest !== '') {
    faults.push(fault('line-truncated', `${LOG}:${lines.length + 1}`, `"${rest.slice(0, 40)}…" has no end`));
  }
  const entries: Entry[] = [];
  for (const [index, line] of lines.entries()) {
    const read = readLine(line, `${LOG}:${index + 1}`);
    faults.push(...read.faults);
    if (read.entry) {
      faults.push(...orderFaults(read.entry, entries, index));
      entries.push(read.entry);
    }
  }
  return { entries, faults };
}

function readLine(line: string, at: string): { readonly entry?: Entry; readonly faults: readonly Fault[] } {
  if (line.trim() === '') return { faults: [fault('line-empty', at, 'nothing')] };
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    return { faults: [fault('line-not-json', at, error instanceof Error ? error.message : String(error))] };
  }
  const faults: Fault[] = [];
  const twice = duplicateKey(line);
  if (twice !== undefined) faults.push(fault('line-duplicate-key', at, `"${twice}" stands there twice`));
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) {
    const says = z.prettifyError(parsed.error).replaceAll(/\s*\n\s*/g, ' ');
    return { faults: [...faults, fault('line-schema', at, says)] };
  }
  if (canonical(parsed.data) !== line) {
    faults.push(fault('line-not-canonical', at, `${parsed.data.id} is not written as RFC 8785 has it`));
  }
  const hash = hashOf(parsed.data);
  if (hash !== parsed.data.hash) {
    faults.push(fault('hash-wrong', at, `${parsed.data.id} says ${parsed.data.hash} and is ${hash}`));
  }
  return { entry: parsed.data, faults };
}

function orderFaults(entry: Entry, before: readonly Entry[], index: number): readonly Fault[] {
  const at = `${LOG}:${index + 1}`;
  const last = before.at(-1);
  const wanted = last?.hash ?? GENESIS;
  const due = `E${last ? numberOf(last.id) + 1 : 1}`;
  const { corrects } = entry;
  const isTold = before.some(one => isSame(one, entry) && !before.some(({ corrects: of }) => of === one.id));
  return [
    ...kindFaults(entry, at),
    ...(isTold ? [fault('entry-twice', at, `${entry.version}: ${entry.what.slice(0, 80)}`)] : []),
    ...(entry.id === due ? [] : [fault('id-gap', at, `${entry.id} stands where ${due} would`)]),
    ...(entry.previous === wanted
      ? []
      : [fault('chain-broken', at, `${entry.id} follows on ${entry.previous}, and above it is ${wanted}`)]),
    ...(last && entry.at < last.at ? [fault('time-backwards', at, `${entry.at} after ${last.at}`)] : []),
    ...(corrects === undefined || before.some(({ id }) => id === corrects)
      ? []
      : [fault('corrects-unknown', at, `${entry.id} corrects ${corrects}`)]),
  ];
}

function isSame(one: Entry, other: Entry): boolean {
  return one.kind === other.kind && one.version === other.version && one.what === other.what;
}

/** What a kind has to have, and the others cannot have. */
function kindFaults({ id, kind, evidence, corrects }: Entry, at: string): readonly Fault[] {
  const isCorrection = kind === 'correction';
  return [
    ...(kind === 'evidence' && evidence.length === 0
      ? [fault('entry-kind', at, `${id} records no evidence`)]
      : []),
    ...(isCorrection === (corrects === undefined)
      ? [fault('entry-kind', at, `${id} is a ${kind} and corrects ${corrects ?? 'nothing'}`)]
      : []),
  ];
}
