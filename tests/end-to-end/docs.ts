/**
 * Journeys of somebody with a fresh clone and nothing but the README and the documentation: every command is the one that
 * stands there, pasted as it stands.
 *
 *   npm run e2e -- docs [--only cluster | --only engine]
 *
 * `cluster`: npm start, a Tenant by hand, suspended and resumed, a customer onboarded, a health score read.
 * `engine`: the community tier of the release before, used, upgraded, backed up, lost and restored; it needs a Docker engine,
 * root, and that nobody has /opt/tenantry. What cannot be run is said; in CI that is a failure.
 *
 * The seconds of each are printed as they come; the last line of stdout is one JSON object of them, with the milliseconds
 * that this machine takes for a fixed piece of work.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { calibrate } from '../../operator/bench/calibration.ts';
import { resolveEngine } from '../../scripts/dev/docker/resolve-engine.ts';
import { Unavailable } from '../../scripts/dev/unavailable.ts';
import { Reader } from '../docs/reader.ts';
import { RUNS } from '../docs/runs.ts';
import { Figures } from './docs/figures.ts';
import { Newcomer } from './docs/newcomer.ts';
import { onACluster } from './docs/on-a-cluster.ts';
import { imagesAreThere, onAnEngine, placesAreFree } from './docs/on-an-engine.ts';

const PARTS = ['cluster', 'engine'] as const;

/** The first command of all installs the packages, too. */
const INSTALLS_WITHIN_MS = 900_000;

/** Answers the exit code. */
export async function documentedJourneys(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { only: { type: 'string' } } });
  const only = z.enum(PARTS).optional().parse(values.only);
  const wanted = PARTS.filter(part => only === undefined || only === part);
  const figures = new Figures();
  const calibrationMs = calibrate();
  const notRun: string[] = [];
  const newcomer = await Newcomer.come();
  const reader = new Reader(RUNS.freshClone, {
    cwd: newcomer.clone,
    env: newcomer.env,
    patience: INSTALLS_WITHIN_MS,
  });
  try {
    if (wanted.includes('cluster')) await onACluster(newcomer, reader, figures);
    if (wanted.includes('engine')) notRun.push(...(await engineOrWhyNot(newcomer, figures)));
    const left = only === undefined && notRun.length === 0 ? await reader.left() : [];
    for (const place of left) console.error(`${place} was not run`);
    console.log(JSON.stringify({ ...figures.seconds, calibrationMs, ...(notRun.length > 0 && { notRun }) }));
    return left.length === 0 && (notRun.length === 0 || !process.env['CI']) ? 0 : 1;
  } catch (error) {
    console.error(error);
    return 1;
  } finally {
    await newcomer.leave();
  }

  async function engineOrWhyNot(who: Newcomer, told: Figures): Promise<string[]> {
    try {
      await placesAreFree();
      const engine = await resolveEngine(line => console.log(line));
      try {
        await who.useDocker(engine.host);
        await imagesAreThere(who, engine.host);
        await onAnEngine(who, reader, told);
      } finally {
        await engine.stop();
      }
      return [];
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      console.error(error.message);
      return ['engine'];
    }
  }
}
