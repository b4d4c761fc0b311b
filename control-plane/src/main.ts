import { constants } from 'node:os';
import { ConfigError, misspeltIn, parseConfig } from './config.ts';
import { StoppedEarly, startControlPlane } from './control-plane.ts';
import { createLogger } from './logger.ts';
import { StoreTooNew } from './migrations/migrate.ts';
import { openConfiguredStore } from './open-configured-store.ts';

/**
 * 0: stopped in order. 1: could not start, or something was cut off at the stop. 2: called wrongly. 4: the store was
 * written by a newer version.
 */
const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;
const EXIT_STORE_TOO_NEW = 4;

process.exit(await main(process.argv.slice(2), process.env));

async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  try {
    if (args.length > 0) {
      throw new ConfigError(
        `"${args[0]}": the control plane takes no arguments; it is configured by variables TENANTRY_*, see docs/reference/environment.md`,
      );
    }
    return await run(env);
  } catch (error) {
    if (error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n`);
      return EXIT_USAGE;
    }
    if (error instanceof StoppedEarly) return 0;
    createLogger({}).error({ err: error }, 'cannot start');
    return error instanceof StoreTooNew ? EXIT_STORE_TOO_NEW : EXIT_FAILURE;
  }
}

async function run(env: NodeJS.ProcessEnv): Promise<number> {
  const config = parseConfig(env);
  const logger = createLogger({ level: config.LOG_LEVEL });
  for (const { name, meant } of misspeltIn(env))
    logger.warn({ name, meant }, 'a variable that nothing reads');
  const signal = stopSignal();
  const stopping = new AbortController();
  void signal.then(() => stopping.abort());
  const store = await openConfiguredStore(config);
  const controlPlane = await startControlPlane({ config, store, logger, signal: stopping.signal });
  const { address } = controlPlane;
  logger.info({ address, reference: `${address}/openapi`, store: store.kind }, 'listening');
  logger.info({ signal: await signal }, 'stopping; a second signal ends it at once');
  const inOrder = await controlPlane.stop();
  logger.info({ inOrder }, 'stopped');
  return inOrder ? 0 : EXIT_FAILURE;
}

/** The first signal that asks for an end; the second one makes it. */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    let asked = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(128 + constants.signals[signal]);
        asked = true;
        resolve(signal);
      });
    }
  });
}
