/**
 * Fuzzes the API: schemathesis makes up requests from the OpenAPI document, right ones and wrong ones, and holds
 * every answer against it. A control plane of its own is started for it, with sample customers in it.
 *
 *   npm run fuzz -- [--requests N] [--seed N] [--keep]
 *
 * Without N it is 50,000 requests. The last line of stdout is one JSON object of figures; the exit code is 0 when no
 * answer was a 5xx or off its schema, no bad credential was let in, and the control plane logged no failure of its own.
 * Without Python 3 it says so; with CI=true that is a failure.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseKeyToken } from '../../control-plane/src/access/key-token.ts';
import { startControlPlane } from '../../scripts/dev/start/control-plane-process.ts';
import { onboardSamples } from '../../scripts/dev/start/onboard-samples.ts';
import { schemathesisToml } from './dictionaries.ts';
import { installSchemathesis, NoSchemathesis, type RoundReport, runRound, VERSION } from './schemathesis.ts';
import { requestsOf, type Served } from './served.ts';
import { makeThings, type Things } from './things.ts';

const CONTROL_PLANE = fileURLToPath(new URL('../../control-plane/src/main.ts', import.meta.url));
const ALL_REQUESTS = 50_000;
/** From here on everything is tried; fewer requests are a sample. */
const WHOLE_FROM = 20_000;
/** About as many as there are; only decides how many requests a round makes. */
const OPERATIONS = 90;
const LEAST_EXAMPLES = 5;
const MOST_EXAMPLES = 100;
/** Rounds in which schemathesis itself may die; their requests count, and their answers were only held against 5xx. */
const MOST_BROKEN = 3;
/** Its own limits would answer for the API. */
const UNLIMITED = {
  RATE_PER_SECOND: 1e6,
  RATE_BURST: 1e6,
  FAILED_SIGN_INS_PER_MINUTE: 1e6,
  FAILED_SIGN_IN_BURST: 1e6,
};

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
  const program = await installSchemathesis(line => console.log(line)).catch(notRun);
  if (program === undefined) return process.env['CI'] ? 1 : 0;
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-fuzz-'));
  for (const [name, value] of Object.entries(UNLIMITED)) process.env[`TENANTRY_${name}`] = String(value);
  const controlPlane = await startControlPlane(CONTROL_PLANE);
  const stop = () => void controlPlane.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  let failed = true;
  try {
    await controlPlane.ready;
    const samples = await onboardSamples(controlPlane, 60_000, () => undefined);
    const config = join(folder, 'schemathesis.toml');
    const things = await makeThings(controlPlane, samples);
    await writeFile(config, schemathesisToml(samples, things));
    const env = environmentOf(controlPlane, things);
    const rounds: RoundReport[] = [];
    const broken: string[] = [];
    const started = performance.now();
    let served = await requestsOf(controlPlane.address);
    for (let round = 0; served.requests < wanted; round++) {
      const plan = planOf(round, wanted - served.requests, wanted);
      const place = { address: controlPlane.address, env, folder, config };
      const outcome = await Promise.race([
        controlPlane.exited,
        runRound(program, { ...place, ...plan, seed: seed + round }),
      ]);
      served = await requestsOf(controlPlane.address);
      const said = 'brokenOff' in outcome ? `schemathesis ended by ${outcome.brokenOff}` : summaryOf(outcome);
      console.log(`round ${round + 1}, ${plan.phases.join(' and ')}: ${served.requests} requests, ${said}`);
      if ('brokenOff' in outcome) broken.push(`${plan.phases}: ${outcome.brokenOff}`);
      else rounds.push(outcome);
      if (broken.length > MOST_BROKEN) throw new Error(`schemathesis broke off ${broken.length} times`);
      await checkKey(controlPlane);
    }
    const faults = (await readFile(controlPlane.log, 'utf8')).match(/^\{"level":"error".*$/gm) ?? [];
    failed = await report({ rounds, broken, served, faults, seconds: (performance.now() - started) / 1000 });
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
  if (wanted < WHOLE_FROM) return { phases: ['examples', 'fuzzing'] as const, examples };
  if (round === 0) return { phases: ['examples', 'coverage'] as const, examples };
  if (round % 3 === 2) return { phases: ['stateful'] as const, examples };
  return { phases: ['fuzzing'] as const, examples };
}

function notRun(error: unknown): undefined {
  if (!(error instanceof NoSchemathesis)) throw error;
  process.stderr.write(`not run: ${error.message}\n`);
  console.log(JSON.stringify({ requests: 0, run: false, why: error.message, passed: false }));
}

/** The key of the requests is the one thing that they may not take away. */
function environmentOf(controlPlane: { address: string; key: string }, things: Things) {
  const { address, key } = controlPlane;
  return {
    TENANTRY_FUZZ_ADDRESS: address,
    TENANTRY_FUZZ_KEY: key,
    TENANTRY_FUZZ_KEY_ID: parseKeyToken(key)?.keyId ?? '',
    TENANTRY_FUZZ_SPARE_KEY_ID: things.spareKeyId,
  };
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

async function report(found: {
  readonly rounds: readonly RoundReport[];
  readonly broken: readonly string[];
  readonly served: Served;
  readonly faults: readonly string[];
  readonly seconds: number;
}): Promise<boolean> {
  const { rounds, broken, served, faults, seconds } = found;
  const failures = rounds.flatMap(round => round.failures);
  const errors = rounds.flatMap(round => round.errors);
  for (const { log, failures: seen } of rounds) {
    if (seen.length > 0) process.stderr.write(`${failuresIn(await readFile(log, 'utf8'))}\n`);
  }
  for (const line of faults.slice(0, 20)) process.stderr.write(`${line.slice(0, 2_000)}\n`);
  const failed = failures.length > 0 || errors.length > 0 || served.serverErrors > 0 || faults.length > 0;
  const figures = {
    schemathesis: VERSION,
    requests: served.requests,
    operations: rounds[0]?.operations.total ?? 0,
    '5xx': served.serverErrors,
    offSchema: failures.reduce((sum, { count }) => sum + count, 0),
    byStatus: served.byStatus,
    rounds: rounds.length,
    failures: failures.map(({ title, count, operations }) => ({ title, count, operations })),
    errors,
    brokenOff: broken,
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
