import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

test('a line is one JSON object, and what may be secret is not in it', () => {
  const lines: string[] = [];
  const destination = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger({ level: 'debug', destination }).child({ tenant: 'sample' });
  logger.info(
    { headers: { authorization: 'Bearer s3cret' }, token: 's3cret', tls: { key: 's3cret' }, count: 2 },
    'hello',
  );
  const line: unknown = JSON.parse(lines[0] ?? '');
  expect(line).toMatchObject({ level: 'info', msg: 'hello', tenant: 'sample', count: 2 });
  expect(lines[0]).not.toContain('s3cret');
});
