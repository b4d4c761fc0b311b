import { createHash } from 'node:crypto';
import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const PARTS = fileURLToPath(new URL('.', import.meta.url));
export const INSTALLER = 'scripts/install_tier.sh';

/**
 * scripts/install_tier.sh is one file, for whoever copies or reads it, made of the parts of this folder in the order of
 * their names. Its second line holds the checksum of all its other lines.
 */
export async function assembleInstaller(folder: string = PARTS): Promise<string> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.sh')).sort();
  const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')));
  const [first = '', ...rest] = texts.join('\n').split('\n');
  const others = [
    first,
    '# Generated from scripts/install by `npm run generate`. Do not edit: the line above no longer fits then.',
    ...rest,
  ];
  const sum = createHash('sha256').update(others.join('\n')).digest('hex');
  return [first, `# sha256 of the other lines: ${sum}`, ...others.slice(1)].join('\n');
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined)
    throw new Error('usage: node scripts/install/assemble.ts --out <repository root>');
  const target = join(values.out, INSTALLER);
  await mkdir(dirname(target), { recursive: true });
  // In one move: one that runs goes on reading the file it began with.
  await writeFile(`${target}.new`, await assembleInstaller());
  await chmod(`${target}.new`, 0o755);
  await rename(`${target}.new`, target);
}

if (import.meta.main) await main();
