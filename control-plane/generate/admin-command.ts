import type { Command } from 'commander';
import { createProgram } from '../src/cli/program.ts';
import { partOfWorld } from '../src/cli/world.test-support.ts';

/** Every command of `tenantry` with its options, as it says of itself. */
export function adminCommands(): string[][] {
  const program = createProgram(partOfWorld({}));
  return program.commands.flatMap(command => rowsOf(command, ''));
}

function rowsOf(command: Command, parents: string): string[][] {
  const name = `${parents}${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap(child => rowsOf(child, `${name} `));
  const options = command.options.map(({ flags, description }) => `\`${flags}\` ${description}`);
  const operands = command.registeredArguments.map(argument =>
    argument.required ? ` <${argument.name()}>` : ` [${argument.name()}]`,
  );
  return [[`\`tenantry ${name}${operands.join('')}\``, command.description(), options.join('<br>')]];
}
