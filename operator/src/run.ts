import { ConfigError, parseConfig, USAGE } from './config.ts';
import { createOperator } from './operator.ts';
import { type Connection, loadConnection } from './runtime/client/kube-config.ts';
import { createLogger } from './runtime/logger.ts';
import { keepHeapSmall, releaseImportGarbage } from './small-heap.ts';

const EXIT_USAGE = 2;

/** What is wrong with a kubeconfig is for whoever started us to mend, like the rest of the configuration. */
async function connect(options: Parameters<typeof loadConnection>[0]): Promise<Connection> {
  try {
    return await loadConnection(options);
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

type AddressFault = Error & { readonly code: string };

function isAddressFault(error: unknown): error is AddressFault {
  return (
    error instanceof Error &&
    'code' in error &&
    ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES'].includes(String(error.code))
  );
}

function probeFault(
  { code }: AddressFault,
  { host, port }: { readonly host: string; readonly port: number },
): string {
  const what = code === 'EADDRINUSE' ? 'is in use' : 'cannot be taken';
  return `${host}:${port} ${what} (${code}): choose another by --probe-address or TENANTRY_PROBE_ADDRESS`;
}

/** Runs the operator till it is asked to stop; ends the process with 2 when its configuration has faults. */
export async function run(): Promise<void> {
  keepHeapSmall();
  try {
    if (process.argv.includes('--help')) {
      process.stdout.write(`${USAGE}\n`);
      return;
    }
    const config = parseConfig(process.argv.slice(2), process.env);
    const logger = createLogger({ level: config.LOG_LEVEL });
    const connection = await connect({
      ...(config.KUBECONFIG !== undefined && { kubeconfig: config.KUBECONFIG }),
      ...(config.CONTEXT !== undefined && { context: config.CONTEXT }),
      inCluster: config.KUBECONFIG === undefined && config.CONTEXT === undefined,
    });
    const operator = createOperator({ config, connection, logger });
    let stopping = false;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (stopping) return;
        stopping = true;
        logger.info({ signal }, 'stopping');
        operator.stop().then(
          () => process.exit(0),
          error => {
            logger.error({ err: error }, 'did not stop cleanly');
            process.exit(1);
          },
        );
      });
    }
    releaseImportGarbage();
    await operator.start().catch(error => {
      throw isAddressFault(error) ? new ConfigError(probeFault(error, config.PROBE_ADDRESS)) : error;
    });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(EXIT_USAGE);
  }
}
