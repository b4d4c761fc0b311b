import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../scripts/root.ts';
import { blocksOf, type CommandBlock } from './command-block.ts';

export const readPage = (page: string): Promise<string> => readFile(join(ROOT, page), 'utf8');

export async function blocksOfPage(page: string): Promise<CommandBlock[]> {
  return blocksOf(page, await readPage(page));
}

export async function runnableBlocksOf(page: string): Promise<CommandBlock[]> {
  return (await blocksOfPage(page)).filter(({ notRun }) => notRun === undefined);
}
