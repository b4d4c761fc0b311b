import { Reader } from '../../docs/reader.ts';
import { RUNS } from '../../docs/runs.ts';
import type { Figures } from './figures.ts';
import type { Newcomer } from './newcomer.ts';

/** The README from its first command to its last, and the pages on what it started. */
export async function onACluster(newcomer: Newcomer, reader: Reader, figures: Figures): Promise<void> {
  const { clone: cwd, env } = newcomer;
  await reader.follow('README.md', undefined, async () => {
    figures.say({
      start: reader.secondsOf('npm start\n'),
      apply: reader.secondsOf('kubectl apply --server-side -f first.yaml'),
      suspendAndResume: reader.secondsOf('"suspensions":null'),
    });
    const later = new Reader(RUNS.api, { cwd, env, told: reader.told });
    figures.say({ onboard: await timed(() => later.follow('docs/how-to/onboard-a-customer.md')) });
    figures.say({ healthScore: await timed(() => later.follow('docs/how-to/customer-health.md')) });
    await reader.follow('docs/how-to/runbooks.md');
  });
  await reader.follow('docs/how-to/read-and-serve-the-documentation.md');
}

export async function timed(what: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await what();
  return (performance.now() - from) / 1_000;
}
