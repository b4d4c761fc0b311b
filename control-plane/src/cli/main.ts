import { CommanderError } from 'commander';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import { accessOptionsOf } from '../config/access.ts';
import { ConfigError, parseConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { openConfiguredStore } from '../open-configured-store.ts';
import { sealingOptionsOf } from '../sealing-options.ts';
import { createProgram } from './program.ts';

const EXIT_FAILURE = 1;
const EXIT_USAGE = 2;

process.exit(await main(process.argv));

async function main(argv: readonly string[]): Promise<number> {
  const program = createProgram({
    async withApp(use) {
      const config = parseConfig(process.env);
      const store = await openConfiguredStore(config);
      try {
        const app = await createApp({
          store,
          clock: systemClock,
          logger: createLogger({ level: 'warn', destination: process.stderr }),
          access: accessOptionsOf(config),
          sealing: await sealingOptionsOf(config),
        });
        return await use(app).finally(() => app.stop());
      } finally {
        await store.close();
      }
    },
    out: line => void process.stdout.write(`${line}\n`),
    note: line => void process.stderr.write(`${line}\n`),
  });
  try {
    await program.parseAsync(argv);
    return 0;
  } catch (error) {
    // Commander has said what was wrong; asked for help, it ends this way, too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : EXIT_USAGE;
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? EXIT_USAGE : EXIT_FAILURE;
  }
}
