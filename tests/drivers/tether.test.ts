import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const PARENT = `
  import { spawn } from 'node:child_process';
  import { tie } from ${JSON.stringify(fileURLToPath(new URL('./tether.ts', import.meta.url)))};
  const ended = spawn('/bin/sleep', ['0']);
  tie(ended);
  await new Promise(resolve => ended.once('exit', resolve));
  const child = spawn('/bin/sleep', ['60']);
  tie(child);
  process.stdout.write(String(child.pid));
  setInterval(() => undefined, 1000);
`;

test('a tied process does not outlive its starter, even one that is killed', async () => {
  const parent = spawn(process.execPath, ['--input-type=module-typescript', '-e', PARENT], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = await new Promise<number>(resolve => parent.stdout.once('data', text => resolve(Number(text))));
  expect(alive(pid)).toBe(true);
  await sleep(100);
  parent.kill('SIGKILL');
  await expect.poll(() => alive(pid), { timeout: 5000 }).toBe(false);
});

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
