/**
 * npm test [-- [--kubernetes 1.36] vitest arguments]
 *
 * Prepares the servers that the suites need (building them when nothing else serves), runs the suites and ends
 * with the line "N passed, N failed". A suite that lacks its server says so; in CI that is a failure.
 * In CI, where others use the machine too, a test that fails is tried once more; what passes then is named as unsteady.
 */
import { startVitest } from 'vitest/node';
import { resolveTool } from '../charts/resolve-tool.ts';
import { resolveCompose } from './compose/resolve-compose.ts';
import { countTests, unsteadyTests } from './count-tests.ts';
import { resolveEngine } from './docker/resolve-engine.ts';
import { ElapsedLog } from './elapsed-log.ts';
import { EXIT_USAGE } from './exit-usage.ts';
import { prepareServers, prepareStores } from './prepare-servers.ts';
import { resolvePrometheus } from './prometheus/resolve-prometheus.ts';
import { UsageError } from './start/start-options.ts';
import { parseTestOptions, type TestOptions, USAGE } from './test-options.ts';

const log = new ElapsedLog();
const { kubernetes, help, filter, options } = optionsOrUsage(process.argv.slice(2));
if (help) {
  console.log(USAGE);
  process.exit(0);
}
const wanted = [options.project ?? ['unit', 'console', 'store', 'cluster']].flat();

let missing = 0;
if (wanted.includes('cluster') && !(await prepareServers(kubernetes, line => log.line(line)))) {
  missing = process.env['CI'] ? 1 : 0;
  wanted.splice(wanted.indexOf('cluster'), 1);
}
if (wanted.includes('store')) await prepareStores(line => log.line(line));
if (wanted.includes('chart')) {
  for (const tool of ['helm', 'kubeconform'] as const)
    log.line((await resolveTool(tool, line => log.line(line))).reason);
}
if (wanted.includes('compose')) log.line((await resolveCompose(line => log.line(line))).reason);
const needsEngine = wanted.includes('images') || wanted.includes('compose');
const engine = needsEngine ? await resolveEngine(line => log.line(line)) : undefined;
if (engine !== undefined) {
  log.line(engine.reason);
  if (engine.host !== undefined) process.env['DOCKER_HOST'] = engine.host;
}
if (wanted.includes('prometheus')) log.line((await resolvePrometheus(line => log.line(line))).reason);
process.env['TENANTRY_TEST_KUBERNETES'] = kubernetes;

const retry = process.env['CI'] ? 1 : 0;
const vitest = await startVitest('test', [...filter], { retry, ...options, project: wanted, watch: false });
const { passed, failed } = countTests(vitest.state);
for (const name of unsteadyTests(vitest.state)) console.log(`unsteady, passed when tried again: ${name}`);
await vitest.close();
await engine?.stop();
console.log(`${passed} passed, ${failed + missing} failed`);
// A run without a test, or with an error outside every test, has set the exit code already.
process.exit(failed + missing > 0 ? 1 : (process.exitCode ?? 0));

function optionsOrUsage(args: readonly string[]): TestOptions {
  try {
    return parseTestOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    process.exit(EXIT_USAGE);
  }
}
