/**
 * npm test [-- [--kubernetes 1.36] vitest arguments]
 *
 * Prepares the servers that the suites need (building them when nothing else serves), runs the suites and ends
 * with the line "N passed, N failed". A suite that lacks its server says so; in CI that is a failure.
 */
import { parseCLI, startVitest } from 'vitest/node';
import { parseKubernetes } from './cluster/local-cluster.ts';
import { countTests } from './count-tests.ts';
import { ElapsedLog } from './elapsed-log.ts';
import { prepareServers } from './prepare-servers.ts';

const log = new ElapsedLog();
const { kubernetes, rest } = takeKubernetes(process.argv.slice(2));
const { filter, options } = parseCLI(['vitest', 'run', ...rest]);
const wanted = [options.project ?? ['unit', 'cluster']].flat();

let missing = 0;
if (wanted.includes('cluster') && !(await prepareServers(kubernetes, line => log.line(line)))) {
  missing = process.env['CI'] ? 1 : 0;
  wanted.splice(wanted.indexOf('cluster'), 1);
}
process.env['TENANTRY_TEST_KUBERNETES'] = kubernetes;

const vitest = await startVitest('test', filter, { ...options, project: wanted, watch: false });
const { passed, failed } = countTests(vitest.state);
await vitest.close();
console.log(`${passed} passed, ${failed + missing} failed`);
// A run without a test, or with an error outside every test, has set the exit code already.
process.exit(failed + missing > 0 ? 1 : (process.exitCode ?? 0));

function takeKubernetes(args: string[]) {
  const index = args.indexOf('--kubernetes');
  if (index < 0) return { kubernetes: parseKubernetes(undefined), rest: args };
  return { kubernetes: parseKubernetes(args[index + 1] ?? ''), rest: args.toSpliced(index, 2) };
}
