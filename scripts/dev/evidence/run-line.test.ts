import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { waitFor } from '../processes/wait-for.ts';
import { parseLastLine, runLine } from './run-line.ts';

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const options = { root: tmpdir(), commit: 'abc', sample: false };
const line = (command: string, sample?: string) => ({
  id: 'a',
  shows: 'that',
  command,
  ...(sample ? { sample } : {}),
});

test('the last line of stdout gives the figures', async () => {
  const result = await runLine(line(`echo first; echo '{"p99": 12}'`), options);
  expect(result).toMatchObject({ id: 'a', ok: true, figures: { p99: 12 }, commit: 'abc' });
});

test('the count of a test run is figures', async () => {
  const result = await runLine(line(`echo '2 passed, 0 failed'`), options);
  expect(result.figures).toEqual({ passed: 2, failed: 0 });
});

test('a command that fails is not ok, whatever its figures', async () => {
  expect(await runLine(line(`echo '{"p99": 12}'; exit 3`), options)).toMatchObject({
    ok: false,
    figures: { p99: 12 },
  });
});

test('a command without figures is not ok', async () => {
  expect(await runLine(line('echo done'), options)).toMatchObject({ ok: false, figures: {} });
});

test('the sample is run when it is asked for and there is one', async () => {
  const whole = line(`echo '{"n": 1000}'`, `echo '{"n": 10}'`);
  expect((await runLine(whole, { ...options, sample: true })).figures).toEqual({ n: 10 });
  expect((await runLine(line(`echo '{"n": 1000}'`), { ...options, sample: true })).figures).toEqual({
    n: 1000,
  });
});

test.each(['12', '[1]', 'null', '"text"', 'N passed', ''])('%j is no figures', text => {
  expect(parseLastLine(text)).toBeUndefined();
});

test('a run that is told to end takes with it what its command started', async () => {
  const program = `
    import { runLine } from ${JSON.stringify(new URL('./run-line.ts', import.meta.url).href)};
    await runLine({ id: 'a', shows: 'that', command: 'sleep 600 & echo $!; wait' }, { root: '/', commit: '', sample: false });
  `;
  const runner = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [text] = await once(runner.stderr.setEncoding('utf8'), 'data');
  const sleeper = Number(text);
  runner.kill('SIGTERM');
  expect(await once(runner, 'exit')).toEqual([143, null]);
  await waitFor('the end of the sleeper', 5_000, async () => !isAlive(sleeper));
});
