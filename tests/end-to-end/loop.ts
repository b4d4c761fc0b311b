/**
 * The closed loop, end to end, on a real cluster whose pods run: usage passes 80 %, 100 %, the grace and the notice
 * period; the customer is told, suspended (its pods are gone), upgraded by the API after a preview, resumed, and billed
 * to the cent; and each step is in audit, webhooks and stream.
 *
 *   npm run e2e -- loop
 *
 * The control plane's clock is moved by the run, from a look to the next; the operator, the cluster and its pods live in
 * real time. The last line of stdout is one JSON object of figures.
 */
import { LoopWorld } from './loop/loop-world.ts';
import { playLoop } from './loop/play-loop.ts';

/** Answers the exit code. */
export async function closedLoop(): Promise<number> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const world = await LoopWorld.start(say);
  const stop = () => void world.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const figures = await playLoop(world, say);
    process.stdout.write(`${JSON.stringify(figures)}\n`);
    return 0;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await world.stop();
  }
}
