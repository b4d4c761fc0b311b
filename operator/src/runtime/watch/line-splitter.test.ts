import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineSplitter } from './line-splitter.ts';

test('however the bytes are cut, the lines are the same', () => {
  const line = fc.string({ unit: 'grapheme', maxLength: 30 }).map(text => text.replaceAll('\n', ' '));
  fc.assert(
    fc.property(
      fc.array(line),
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
      (lines, cuts) => {
        const bytes = Buffer.from(lines.map(text => `${text}\n`).join(''));
        const splitter = new LineSplitter(10_000);
        const found: string[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const length = cuts[turn % cuts.length] ?? 1;
          found.push(...splitter.push(bytes.subarray(at, at + length)));
          at += length;
        }
        expect(found).toEqual(lines);
      },
    ),
  );
});

test('a line that grows past the limit is refused as soon as it does', () => {
  const splitter = new LineSplitter(10);
  expect(splitter.push(Buffer.from('123456789\n1234'))).toEqual(['123456789']);
  expect(() => splitter.push(Buffer.from('1234567'))).toThrow(RangeError);
});
