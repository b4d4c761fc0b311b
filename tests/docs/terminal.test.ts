import { tmpdir } from 'node:os';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Terminal } from './terminal.ts';

const WITHIN = 10_000;
let terminal: Terminal;

beforeEach(async () => {
  terminal = await Terminal.open(tmpdir(), { PATH: process.env['PATH'] ?? '' });
});
afterEach(() => terminal.close());

test('what an earlier block printed is no sign that the one which stays has begun', async () => {
  await terminal.paste('echo listening\n', { within: WITHIN });
  await expect(terminal.keep('sleep 60\n', 'listening', 500)).rejects.toThrow('not over after 0.5 s');
});

test('what stays is there once it has said its sign, on either stream, and typing the sign is not saying it', async () => {
  const said = await terminal.keep(
    'sign=listening; sleep 0.2; echo "now $sign" >&2; sleep 60\n',
    'now listening',
    WITHIN,
  );
  expect(said).toBe('');
});

test('a block ends with the first command that fails, and with a variable that nobody has set', async () => {
  await expect(terminal.paste('false\necho on\n', { within: WITHIN })).rejects.toThrow(/ended with 1:\n\n/);
  const other = await Terminal.open(tmpdir(), { PATH: process.env['PATH'] ?? '' });
  await expect(other.paste('echo "$NOWHERE"\n', { within: WITHIN })).rejects.toThrow('NOWHERE: unbound');
  await other.close();
});

test('an exit code that is promised has to come', async () => {
  expect(await terminal.paste('echo a; (exit 10)\n', { exit: 10, within: WITHIN })).toBe('a\n');
  await expect(terminal.paste('true\n', { exit: 10, within: WITHIN })).rejects.toThrow('ended with 1');
});
