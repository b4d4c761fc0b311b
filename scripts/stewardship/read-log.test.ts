import { describe, expect, test } from 'vitest';
import { type Body, canonical, chained } from './chain.ts';
import type { Entry } from './entry.ts';
import type { Code } from './fault.ts';
import { readLog } from './read-log.ts';

const BODY: Omit<Body, 'what'> = {
  ...{ kind: 'change', version: '1.0.0', by: 'maintainers', evidence: [], at: '2026-11-26T12:00:00Z' },
  ...{ why: 'For the sake of a test.', commit: 'c'.repeat(40) },
};

/** A sound log of four entries. */
function fourEntries(): readonly Entry[] {
  const entries: Entry[] = [];
  for (const which of ['first', 'second', 'third', 'fourth']) {
    entries.push(chained({ ...BODY, what: `This is a ${which} entry.` }, entries.at(-1)));
  }
  return entries;
}

function linesOf(entries: readonly Entry[]): string[] {
  return entries.map(canonical);
}

function codesOf(text: string): readonly Code[] {
  return readLog(Buffer.from(text)).faults.map(({ code }) => code);
}

function textOf(lines: readonly string[]): string {
  return lines.map(line => `${line}\n`).join('');
}

const LINES = linesOf(fourEntries());
const [first = '', second = '', third = '', fourth = ''] = LINES;

test('a sound log has no fault', () => {
  expect(readLog(Buffer.from(textOf(LINES))).faults).toEqual([]);
  expect(readLog(Buffer.from(textOf(LINES))).entries.map(({ id }) => id)).toEqual(['E1', 'E2', 'E3', 'E4']);
});

describe('what is done to the lines is named', () => {
  const cases: readonly (readonly [string, string, readonly Code[]])[] = [
    ['a changed word', textOf([first, second.replace('second', 'secund'), third, fourth]), ['hash-wrong']],
    ['a removed line', textOf([first, third, fourth]), ['id-gap', 'chain-broken']],
    ['a removed first line', textOf([second, third, fourth]), ['id-gap', 'chain-broken']],
    [
      'a line twice',
      textOf([first, second, second, third, fourth]),
      ['entry-twice', 'id-gap', 'chain-broken'],
    ],
    [
      'two lines in the other order',
      textOf([first, third, second, fourth]),
      ['id-gap', 'chain-broken', 'id-gap', 'chain-broken', 'id-gap', 'chain-broken'],
    ],
    ['half of a last line', `${textOf([first, second, third])}${fourth.slice(0, 50)}`, ['line-truncated']],
    ['a last line without an end', textOf(LINES).trimEnd(), ['line-truncated']],
    ['a byte order mark', `\ufeff${textOf(LINES)}`, ['log-bom']],
    ['carriage returns', textOf(LINES).replaceAll('\n', '\r\n'), ['log-crlf']],
    ['an empty line', textOf([first, second, '', third, fourth]), ['line-empty']],
    ['no JSON', textOf([...LINES, '{"id":']), ['line-not-json']],
    ['a space that is not canonical', textOf([first.replace(',', ', '), second]), ['line-not-canonical']],
    [
      'keys in another order',
      textOf([JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(first)).reverse()))]),
      ['line-not-canonical'],
    ],
    [
      'an escape that is not canonical',
      textOf([first.replace('This', String.raw`\u0054his`)]),
      ['line-not-canonical'],
    ],
    [
      'a key twice',
      textOf([first.replace('{"at"', '{"at":"2020-01-01T00:00:00Z","at"')]),
      ['line-duplicate-key', 'line-not-canonical'],
    ],
    [
      'a key twice in two spellings',
      textOf([first.replace('{"at"', String.raw`{"\u0061t":"2020-01-01T00:00:00Z","at"`)]),
      ['line-duplicate-key', 'line-not-canonical'],
    ],
    ['a field that there is not', textOf([first.replace('{', '{"a":1,')]), ['line-schema']],
    ['a role that there is not', textOf([first.replace('"maintainers"', '"Jane Doe"')]), ['line-schema']],
  ];
  test.each(cases)('%s', (_, text, codes) => {
    expect(codesOf(text)).toEqual(codes);
  });

  test('a changed line whose own hash was made anew breaks the chain below it', () => {
    const entries = fourEntries();
    const [one, , three, four] = entries;
    const forged = chained({ ...BODY, what: 'This is a forged entry.' }, one);
    expect(codesOf(textOf(linesOf([one, forged, three, four].filter(entry => entry !== undefined))))).toEqual(
      ['chain-broken'],
    );
  });

  test('an entry of an earlier time, and a correction of what comes later', () => {
    const [one] = fourEntries();
    const late = chained(
      { ...BODY, kind: 'correction', what: 'This was before.', at: '2020-01-01T00:00:00Z', corrects: 'E9' },
      one,
    );
    expect(codesOf(textOf(linesOf([one, late].filter(entry => entry !== undefined))))).toEqual([
      'time-backwards',
      'corrects-unknown',
    ]);
  });
});

test('every fault is told at once, with its line', () => {
  const text = `\ufeff${textOf([first.replace('first', 'last'), '', second])}{`;
  const { faults } = readLog(Buffer.from(text));
  expect(faults.map(({ code, at }) => `${code} ${at.split(':')[1] ?? ''}`.trim())).toEqual([
    'log-bom',
    'line-truncated 4',
    'hash-wrong 1',
    'line-empty 2',
  ]);
});
