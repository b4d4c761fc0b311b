import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolveCompose } from '../../../scripts/dev/compose/resolve-compose.ts';

/** Each as somebody may write it behind `NAME`; none of these has Compose put in another variable's value. */
const WRITTEN = [
  '=plain',
  ': with a colon',
  ' = spaces around',
  '=a # comment',
  '=a#no comment',
  "='it is $5'",
  "='a\\'b'",
  "='a\\\\b'",
  '="a\\tb\\nc"',
  '="a\\"b\\\\"',
  '="\\x41"',
  '="a$$b"',
  '=a$$b',
  '=a\\b',
  '=\r',
  '=carriage\r',
  '=',
  '="two\nNAME2=lines"',
];
/** Each as `--set` gets it. */
const GIVEN = [
  'a\\',
  "it's\\",
  '\\',
  "x'y",
  '$$',
  'a$$b',
  '${HOME}',
  'é',
  '"q"',
  '\\t',
  ' lead',
  '#x',
  'a #b',
  '`id`',
];

let folder = '';
let compose = '';
let env = '';

beforeAll(async () => {
  compose = (await resolveCompose()).path;
  folder = await mkdtemp(join(tmpdir(), 'tenantry-env-'));
  env = join(folder, '.env');
  await writeFile(join(folder, 'compose.yaml'), 'services: { x: { image: a } }\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a function of the installer, without the rest of it. */
async function installer(command: string, ...args: string[]): Promise<string> {
  const script = `set -euo pipefail; export LC_ALL=C; source scripts/install/30-env-file.sh; ${command}`;
  return (await execa('bash', ['-c', script, 'bash', ...args], { stripFinalNewline: false })).stdout;
}

async function asComposeReads(): Promise<string> {
  const arguments_ = ['--file', join(folder, 'compose.yaml'), '--env-file', env, 'config', '--environment'];
  return `\n${(await execa(compose, arguments_)).stdout}\n`;
}

test.each(WRITTEN)('NAME%j is read as Compose reads it, also behind a byte order mark', async written => {
  await writeFile(env, `\uFEFFNAME${written}\nLAST=1\n`);
  const read = await installer('env_value "$1" NAME', env);
  expect(await asComposeReads()).toContain(`\nNAME=${read}\n`);
});

test.each(GIVEN)('%j is written so that Compose and the installer read back this very value', async given => {
  await writeFile(env, 'FIRST=1\n');
  expect(await installer('env_set "$1" NAME "$2"; env_value "$1" NAME', env, given)).toBe(given);
  expect(await asComposeReads()).toContain(`\nNAME=${given}\n`);
});
