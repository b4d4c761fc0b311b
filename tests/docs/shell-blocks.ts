const BLOCK = /^```sh\n([\s\S]*?)^```$/gm;

/** The commands of a page, in order: the contents of its `sh` blocks. */
export function shellBlocks(text: string): string[] {
  return [...text.matchAll(BLOCK)].map(([, commands = '']) => commands);
}
