import type { Command } from 'commander';
import { createProgram } from '../src/cli/program.ts';
import { partOfWorld } from '../src/cli/world.test-support.ts';

/** A command of `tenantry`, as it says of itself. */
export interface AdminCommand {
  /** `keys create`. */
  readonly name: string;
  readonly description: string;
  readonly operands: readonly { readonly written: string; readonly description: string }[];
  readonly options: readonly AdminOption[];
}

export interface AdminOption {
  /** `--role <role>`. */
  readonly flags: string;
  /** `--role`. */
  readonly long: string;
  readonly description: string;
  readonly isRequired: boolean;
  readonly choices: readonly string[];
  /** As somebody would write it; none where it has none. */
  readonly fallback: string | undefined;
}

/** Every command of `tenantry` that does something, in the order of its help. */
export function adminCommands(): readonly AdminCommand[] {
  return createProgram(partOfWorld({})).commands.flatMap(command => commandsOf(command, ''));
}

function commandsOf(command: Command, parents: string): AdminCommand[] {
  const name = `${parents}${command.name()}`;
  if (command.commands.length > 0) return command.commands.flatMap(child => commandsOf(child, `${name} `));
  return [
    {
      name,
      description: command.description(),
      operands: command.registeredArguments.map(argument => ({
        written: argument.required ? `<${argument.name()}>` : `[${argument.name()}]`,
        description: argument.description,
      })),
      options: command.options.map(option => ({
        flags: option.flags,
        long: option.long ?? option.flags,
        description: option.description,
        isRequired: option.mandatory,
        choices: option.argChoices ?? [],
        fallback: option.defaultValue === undefined ? undefined : String(option.defaultValue),
      })),
    },
  ];
}
