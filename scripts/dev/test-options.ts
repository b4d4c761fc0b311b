import { type CliOptions, createCLI, parseCLI } from 'vitest/node';
import { KUBERNETES_MINORS, type KubernetesMinor, parseKubernetes } from './cluster/local-cluster.ts';
import { UsageError } from './start/start-options.ts';

export interface TestOptions {
  readonly kubernetes: KubernetesMinor;
  readonly help: boolean;
  readonly filter: readonly string[];
  readonly options: CliOptions;
}

export const USAGE = `npm test [-- options] [parts of file names]

  --kubernetes ${KUBERNETES_MINORS.join(' | ')}   minor version of the API server (default ${KUBERNETES_MINORS[0]})
  --project unit | console | store | cluster   only the tests without a server, of the console, of the stores, or with a cluster
  --project images           the images: built, started as they are meant to run, and asked (needs a Docker engine; not run otherwise)
  --project prometheus       the alert rules and every query of the dashboard, on a real Prometheus (not run otherwise)
  --project compose          the Compose files, rendered and hardened, and run where there is a Docker engine (not run otherwise)
  --project chart            the Helm chart, rendered, held against an API server, and installed there (not run otherwise)
  --project docs             the documentation as a site: built, walked by a Chromium, and asked (not run otherwise)
  --help                     this text

Other options are vitest's: https://vitest.dev/guide/cli`;

/** What npm test was asked for: an option that neither we nor vitest know is refused, as ignoring it would mislead. */
export function parseTestOptions(args: readonly string[]): TestOptions {
  try {
    if (args.includes('--help') || args.includes('-h')) {
      return { kubernetes: parseKubernetes(undefined), help: true, filter: [], options: {} };
    }
    const { kubernetes, rest } = takeKubernetes(args);
    const cli = createCLI();
    cli.parse(['node', 'vitest', 'run', ...rest], { run: false });
    // parseCLI leaves these two to whoever runs the command.
    cli.matchedCommand?.checkUnknownOptions();
    cli.matchedCommand?.checkOptionValue();
    return { kubernetes, help: false, ...parseCLI(['vitest', 'run', ...rest]) };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function takeKubernetes(args: readonly string[]) {
  const index = args.findIndex(arg => /^--kubernetes(=|$)/.test(arg));
  if (index < 0) return { kubernetes: parseKubernetes(undefined), rest: args };
  const [, given] = args[index]?.split('=') ?? [];
  return given === undefined
    ? { kubernetes: parseKubernetes(args[index + 1] ?? ''), rest: args.toSpliced(index, 2) }
    : { kubernetes: parseKubernetes(given), rest: args.toSpliced(index, 1) };
}
