/**
 * Fuzzes the API: schemathesis makes up requests from the OpenAPI document, right ones and wrong ones, and holds
 * every answer against it. A control plane of its own is started for it, with sample customers in it.
 *
 *   npm run fuzz -- [--requests N] [--seed N] [--keep]
 *
 * Without N it is 50,000 requests. The last line of stdout is one JSON object of figures; the exit code is 0 when no
 * answer was a 5xx or off its schema, and the control plane logged no failure of its own.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startControlPlane } from '../../scripts/dev/start/control-plane-process.ts';
import { onboardSamples } from '../../scripts/dev/start/onboard-samples.ts';
import { schemathesisToml } from './dictionaries.ts';
import { installSchemathesis, type RoundReport, runRound, VERSION } from './schemathesis.ts';
import { requestsOf, type Served } from './served.ts';

const CONTROL_PLANE = fileURLToPath(new URL('../../control-plane/src/main.ts', import.meta.url));
const ALL_REQUESTS = 50_000;
/** From here on everything is tried; fewer requests are a sample. */
const WHOLE_FROM = 20_000;
/** About as many as there are; only decides how many requests a round makes. */
const OPERATIONS = 90;
const LEAST_EXAMPLES = 5;
const MOST_EXAMPLES = 100;
/** These could take away the very key that the requests are made with. */
const SELF_DESTRUCTIVE = ['revokeApiKey', 'rotateApiKey', 'setUserAccess', 'endSession'];

const { values } = parseArgs({
  options: {
    requests: { type: 'string', default: String(ALL_REQUESTS) },
    seed: { type: 'string', default: '1' },
    keep: { type: 'boolean', default: false },
  },
});
process.exitCode = await main(Number(values.requests), Number(values.seed));

async function main(wanted: number, seed: number): Promise<number> {
  if (!Number.isInteger(wanted) || wanted < 1 || !Number.isInteger(seed)) {
    process.stderr.write('--requests and --seed are whole numbers\n');
    return 2;
  }
  const program = await installSchemathesis(line => console.log(line));
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-fuzz-'));
  // Its own limit on requests would answer for the API.
  Object.assign(process.env, { TENANTRY_RATE_PER_SECOND: '1000000', TENANTRY_RATE_BURST: '1000000' });
  const controlPlane = await startControlPlane(CONTROL_PLANE);
  const stop = () => void controlPlane.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let failed = true;
  try {
    await controlPlane.ready;
    const samples = await onboardSamples(controlPlane, 60_000, () => undefined);
    const config = join(folder, 'schemathesis.toml');
    await writeFile(config, schemathesisToml(samples));
    const rounds: RoundReport[] = [];
    const started = performance.now();
    let served = await requestsOf(controlPlane.address);
    for (let round = 0; served.requests < wanted; round++) {
      const report = await Promise.race([
        controlPlane.exited,
        runRound(program, {
          ...controlPlane,
          ...planOf(round, wanted - served.requests, wanted),
          seed: seed + round,
          folder,
          config,
        }),
      ]);
      rounds.push(report);
      served = await requestsOf(controlPlane.address);
      console.log(`round ${round + 1}: ${served.requests} requests, ${summaryOf(report)}`);
      await checkKey(controlPlane);
    }
    const faults = (await readFile(controlPlane.log, 'utf8')).match(/^\{"level":"error".*$/gm) ?? [];
    failed = await report(rounds, served, faults, (performance.now() - started) / 1000);
    return failed ? 1 : 0;
  } finally {
    await controlPlane.stop();
    if (!failed && !values.keep) await rm(folder, { recursive: true });
    else console.log(`the reports are in ${folder}`);
  }
}

/** First what is the same every time; then, in turn, single requests and chains of them, made up anew by the seed. */
function planOf(round: number, missing: number, wanted: number) {
  const examples = Math.min(MOST_EXAMPLES, Math.max(LEAST_EXAMPLES, Math.ceil(missing / OPERATIONS)));
  const without = SELF_DESTRUCTIVE;
  if (wanted < WHOLE_FROM) return { phases: ['examples', 'fuzzing'] as const, examples, without };
  if (round === 0) return { phases: ['examples', 'coverage'] as const, examples, without };
  if (round % 3 === 2) return { phases: ['stateful'] as const, examples, without };
  return { phases: ['fuzzing'] as const, examples, without };
}

/** With a key that is not good any more, every further answer would be a 401, and right. */
async function checkKey({ address, key }: { address: string; key: string }): Promise<void> {
  const answer = await fetch(`${address}/v1/whoami`, { headers: { authorization: `Bearer ${key}` } });
  if (!answer.ok) throw new Error(`the key of the requests is not good any more: ${answer.status}`);
}

function summaryOf({ failures, errors }: RoundReport): string {
  const all = [...failures, ...errors];
  return all.length === 0 ? 'nothing found' : all.map(({ title, count }) => `${count} × ${title}`).join(', ');
}

async function report(
  rounds: readonly RoundReport[],
  served: Served,
  faults: readonly string[],
  seconds: number,
): Promise<boolean> {
  const failures = rounds.flatMap(round => round.failures);
  const errors = rounds.flatMap(round => round.errors);
  for (const { log, failures: found } of rounds) {
    if (found.length > 0) process.stderr.write(`${failuresIn(await readFile(log, 'utf8'))}\n`);
  }
  for (const line of faults.slice(0, 20)) process.stderr.write(`${line.slice(0, 2_000)}\n`);
  const failed = failures.length > 0 || errors.length > 0 || served.serverErrors > 0 || faults.length > 0;
  const figures = {
    schemathesis: VERSION,
    requests: served.requests,
    byStatus: served.byStatus,
    serverErrors: served.serverErrors,
    operations: rounds[0]?.operations.total ?? 0,
    rounds: rounds.length,
    failures: failures.map(({ title, count, operations }) => ({ title, count, operations })),
    errors,
    faultsLogged: faults.length,
    seconds: Math.round(seconds),
    passed: !failed,
  };
  console.log(JSON.stringify(figures));
  return failed;
}

/** What schemathesis says of its failures: each with the request that shows it. */
function failuresIn(log: string): string {
  const from = log.search(/^=+ (FAILURES|ERRORS) =+$/m);
  const to = log.search(/^=+ (WARNINGS|SUMMARY) =+$/m);
  return from < 0 ? log.slice(-4_000) : log.slice(from, to < 0 ? undefined : to);
}
