import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

test('no line shows a token, a cookie, or where the store is', () => {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const err = Object.assign(new Error('away'), { url: 's3cret' });
  createLogger({ destination }).warn(
    {
      headers: { authorization: 's3cret', cookie: 's3cret' },
      store: { uri: 's3cret' },
      key: 's3cret',
      err,
      count: 2,
    },
    'hello',
  );
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 'warn',
    msg: 'hello',
    count: 2,
    store: { uri: '[redacted]' },
  });
  expect(lines[0]).not.toContain('s3cret');
});
