import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/root.ts';
import { blocksOf, type CommandBlock } from './command-block.ts';

/** Every page that people read, by its path below the root. */
export async function pages(): Promise<string[]> {
  const markdown = (names: readonly string[]) => names.filter(name => name.endsWith('.md'));
  const top = markdown(await readdir(ROOT));
  const below = markdown(await readdir(join(ROOT, 'docs'), { recursive: true }));
  return [...top, ...below.filter(name => !name.startsWith('.')).map(name => `docs/${name}`)].sort();
}

export const readPage = (page: string): Promise<string> => readFile(join(ROOT, page), 'utf8');

export async function blocksOfPage(page: string): Promise<CommandBlock[]> {
  return blocksOf(page, await readPage(page));
}

export async function runnableBlocksOf(page: string): Promise<CommandBlock[]> {
  return (await blocksOfPage(page)).filter(({ notRun }) => notRun === undefined);
}
