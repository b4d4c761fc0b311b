import { Command } from 'commander';
import { addBackup } from './backup.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { addExport } from './export.ts';
import { addHealth } from './health.ts';
import { addImport } from './import.ts';
import { addKeys } from './keys.ts';
import { addMigrate } from './migrate.ts';
import { addRebuild } from './rebuild.ts';
import { addVerify } from './verify.ts';
import type { CliWorld } from './world.ts';

/** `tenantry`: for whoever sits at the store itself. It asks nobody for a key, so the store must be guarded. */
export function createProgram(world: CliWorld): Command {
  const program = new Command('tenantry')
    .description(
      'Works on the store of the control plane itself, with the same variables TENANTRY_* (docs/reference/environment.md).',
    )
    .addHelpText('after', `\n${exitCodes()}`)
    .showHelpAfterError('(add --help for what it takes)')
    .configureHelp({ helpWidth: 100 })
    .configureOutput({
      writeOut: text => world.note(text.trimEnd()),
      writeErr: text => world.note(text.trimEnd()),
    })
    .exitOverride();
  addKeys(program, world);
  addVerify(program, world);
  addRebuild(program, world);
  addExport(program, world);
  addBackup(program, world);
  addImport(program, world);
  addMigrate(program, world);
  addHealth(program, world);
  return program;
}

function exitCodes(): string {
  const lines = Object.values(EXIT_CODES).map(({ code, when }) => `  ${code}  ${when.replaceAll('`', '')}`);
  return ['The last line of stdout is for programs, stderr for people. Exit codes:', ...lines].join('\n');
}
