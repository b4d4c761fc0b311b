import { madeBy, table } from '../../contracts/generate/markdown.ts';
import {
  type AdminCommand,
  type AdminOption,
  adminCommands,
} from '../../control-plane/generate/admin-command.ts';
import { EXIT_CODES } from '../../control-plane/src/cli/exit-codes.ts';
import { ADMIN_EXAMPLES } from './admin-examples.ts';
import { REPOSITORY_COMMANDS, type RepositoryCommand } from './repository-commands.ts';
import { usageOf } from './usage-of.ts';

/** docs/reference/cli.md: what can be typed, and what it takes. */
export function cliPage(command: string): string {
  return [
    madeBy('control-plane/src/cli and what each program says of itself', command),
    '# Commands',
    '',
    'Three things can be typed: `tenantry`, which works on the store of a control plane; `install_tier.sh`, which looks after a Compose installation and has [a page of its own](installer.md); and the commands of this repository. The programs that run all the time are [the operator](operator.md) and [the control plane](control-plane.md).',
    '',
    '## tenantry',
    '',
    '`tenantry` is `node control-plane/src/cli/main.ts`, with the [variables](environment.md) of the control plane; in the image it is on `PATH`. It works on the store itself and asks nobody for a key. One process owns a SQLite file, so the control plane is stopped first, but for `backup` and `health backtest`, which open no store. The last line of stdout is for programs, stderr for people. Each command takes `--help`.',
    '',
    ...table(
      ['exit code', 'when'],
      Object.values(EXIT_CODES).map(({ code, when }) => [String(code), when]),
    ),
    '',
    ...adminCommands().flatMap(sectionOf),
    '## Commands of this repository',
    '',
    'Each installs what is missing by npm first. What stands after `--` goes to the program. They end with 0 when all went well, 1 when something did not, 2 when they were called wrongly. Below is what each says of itself, as it does with `--help` and with an option that it does not have.',
    '',
    ...REPOSITORY_COMMANDS.flatMap(repositorySection),
  ].join('\n');
}

function sectionOf({ name, description, operands, options }: AdminCommand): string[] {
  const takes = [...operands.map(operandRow), ...options.map(optionRow)];
  const examples = ADMIN_EXAMPLES[name];
  if (examples === undefined)
    throw new Error(`tenantry ${name} has no example in scripts/reference/admin-examples.ts`);
  return [
    `### tenantry ${name}`,
    '',
    `${description[0]?.toUpperCase()}${description.slice(1)}.`,
    '',
    ...(takes.length === 0
      ? ['It takes no options.']
      : table(['takes', 'required', 'default', 'what it says'], takes)),
    '',
    '```sh not-run="an example; the how-to pages have it run"',
    ...examples,
    '```',
    '',
  ];
}

function operandRow({ written, description }: AdminCommand['operands'][number]): string[] {
  return [`\`${written}\``, written.startsWith('<') ? 'yes' : '', '', description];
}

function optionRow({ flags, isRequired, fallback, description, choices }: AdminOption): string[] {
  const listed = choices.map(choice => `\`${choice}\``).join(', ');
  return [
    `\`${flags}\``,
    isRequired ? 'yes' : '',
    fallback === undefined ? '' : `\`${fallback}\``,
    description + (listed === '' ? '' : `: ${listed}`),
  ];
}

function repositorySection({ name, files, says }: RepositoryCommand): string[] {
  const usages = files.map(file => fenced(usageOf(file)));
  return [`### ${name}`, '', ...(says === undefined ? [] : [`${says}.`, '']), ...usages.flat()];
}

function fenced(text: string): string[] {
  return ['```text', text, '```', ''];
}
