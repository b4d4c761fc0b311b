import { expect, test } from 'vitest';
import { WorkerEnded, WorkerLink } from './worker-link.ts';

interface Echo {
  readonly id: number;
  readonly text: string;
}

/** Answers every second request together with the one before; exits when told to. */
const PROGRAM = new URL(`data:text/javascript,
  import { parentPort } from 'node:worker_threads';
  let held = [];
  parentPort.on('message', request => {
    if (request === 'close') return parentPort.close();
    if (request.text === 'exit') process.exit(1);
    held.push(request);
    if (held.length === 2) { parentPort.postMessage(held.reverse()); held = []; }
  });`);

test('each request gets its own answer, in whatever order they come', async () => {
  const link = new WorkerLink<Echo, Echo>(PROGRAM, '');
  const answers = await Promise.all([link.ask({ text: 'a' }), link.ask({ text: 'b' })]);
  expect(answers.map(({ text }) => text)).toEqual(['a', 'b']);
  expect(link.outstanding).toBe(0);
  await link.close();
});

test('a thread that ends fails what it was asked, and a new one serves what comes next', async () => {
  const link = new WorkerLink<Echo, Echo>(PROGRAM, '');
  const outcomes = await Promise.allSettled([link.ask({ text: 'lost' }), link.ask({ text: 'exit' })]);
  for (const outcome of outcomes)
    expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(WorkerEnded) });
  const answers = await Promise.all([link.ask({ text: 'c' }), link.ask({ text: 'd' })]);
  expect(answers.map(({ text }) => text)).toEqual(['c', 'd']);
  await link.close();
});
