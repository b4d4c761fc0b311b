import { CommanderError } from 'commander';
import { configuredWorld } from './configured-world.ts';
import { EXIT_CODES, exitCodeOf } from './exit-codes.ts';
import { createProgram } from './program.ts';

process.exit(await main(process.argv));

async function main(argv: readonly string[]): Promise<number> {
  const world = configuredWorld(process.env, {
    out: line => void process.stdout.write(`${line}\n`),
    note: line => void process.stderr.write(`${line}\n`),
  });
  try {
    await createProgram(world).parseAsync(argv);
    return EXIT_CODES.done.code;
  } catch (error) {
    // Commander has said what was wrong.
    if (!(error instanceof CommanderError)) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
    return exitCodeOf(error);
  }
}
