/**
 * npm start: an API server, the operator, the control plane and three sample tenants on this machine, until Ctrl-C.
 */
import { constants } from 'node:os';
import { Listr, PRESET_TIMER } from 'listr2';
import { EXIT_USAGE } from './exit-usage.ts';
import { endSignal } from './start/end-signal.ts';
import { LocalProduct, setUpSteps } from './start/local-product.ts';
import { parseStartOptions, type StartOptions, USAGE, UsageError } from './start/start-options.ts';
import { welcome } from './start/welcome.ts';
import { EXIT_UNAVAILABLE, Unavailable } from './unavailable.ts';

class Interrupted extends Error {
  readonly signal: NodeJS.Signals;
  constructor(signal: NodeJS.Signals) {
    super(`ended by ${signal}`);
    this.signal = signal;
  }
}

/** What the list of steps shows of a failure; the cause is told once, below the list. */
class StepFailed extends Error {
  constructor(cause: unknown) {
    super('see below', { cause });
  }
}

const WITHOUT = 'Without Kubernetes: tenants are recorded, and run nowhere.\n';

process.exit(await main(process.argv.slice(2)));

async function main(args: readonly string[]): Promise<number> {
  const product = new LocalProduct();
  const interrupted = endSignal().then(signal => Promise.reject(new Interrupted(signal)));
  interrupted.catch(() => undefined);
  let ready = false;
  try {
    const options = parseStartOptions(args);
    if (options.help) {
      console.log(USAGE);
      return 0;
    }
    if (!options.cluster) console.log(WITHOUT);
    await Promise.race([bringUp(product, options), interrupted]);
    ready = true;
    if (options.once) return 0;
    if (product.controlPlane) void product.docs.begin(line => console.log(line));
    console.log('Ctrl-C ends everything and leaves nothing behind.');
    await Promise.race([product.exited, interrupted]);
    return 0;
  } catch (error) {
    return report(error instanceof StepFailed ? error.cause : error, ready);
  } finally {
    await product.stop();
  }
}

async function bringUp(product: LocalProduct, options: StartOptions): Promise<void> {
  const started = performance.now();
  await setUp(product, options).catch(error => {
    const { cause } = error instanceof StepFailed ? error : { cause: error };
    // Continuous integration would take it for the whole product; and what was asked for by name is not left out.
    if (!(cause instanceof Unavailable) || options.insists || process.env['CI']) throw error;
    console.log(`${cause.message}\n\n${WITHOUT}`);
    return setUp(product, { ...options, cluster: false });
  });
  console.log(
    `\nready in ${((performance.now() - started) / 1000).toFixed(1)} s\n\n${await welcome(product, options)}\n`,
  );
}

async function setUp(product: LocalProduct, options: StartOptions): Promise<void> {
  const tasks = setUpSteps(options).map(step => ({
    title: step.title,
    task: async (_: unknown, task: { title: string; output: string }) => {
      const done = await step
        .run(product, line => {
          task.output = line;
        })
        .catch(error => Promise.reject(new StepFailed(error)));
      if (done !== undefined) task.title = done;
    },
  }));
  const timer = { timer: PRESET_TIMER };
  await new Listr(tasks, {
    // Ctrl-C is answered here, in order; the renderer's own answer is to exit at once.
    registerSignalListeners: false,
    // A terminal without a width (some CI systems) would break every word.
    fallbackRendererCondition: () => !process.stdout.columns,
    rendererOptions: { ...timer, collapseErrors: false },
    fallbackRendererOptions: timer,
  }).run();
}

function report(error: unknown, ready: boolean): number {
  if (error instanceof Interrupted) {
    console.log('ending');
    // Ctrl-C is how it ends once it is ready; before that, whoever waits for it must not take it for done.
    return ready && error.signal === 'SIGINT' ? 0 : 128 + constants.signals[error.signal];
  }
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${USAGE}`);
    return EXIT_USAGE;
  }
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Unavailable) {
    console.error('\nWithout Kubernetes, the control plane alone: npm start -- --no-cluster');
  }
  return error instanceof Unavailable ? EXIT_UNAVAILABLE : 1;
}
