import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

test('commas, quotes and line breaks are quoted, and lines end as RFC 4180 says', () => {
  expect(csvOf(['name', 'note'], [['a,b', 'say "x"\nthen']])).toBe(
    'name,note\r\n"a,b","say ""x""\nthen"\r\n',
  );
});

test('a text that a spreadsheet would run is made harmless, and numbers stay numbers', () => {
  const cells = ['=1+1', '+49 30', '-cmd', '@SUM(A1)', '\tx', '-12.5', -3, null, undefined];
  expect(csvOf(['a'], [cells])).toBe("a\r\n'=1+1,'+49 30,'-cmd,'@SUM(A1),'\tx,-12.5,-3,,\r\n");
});
