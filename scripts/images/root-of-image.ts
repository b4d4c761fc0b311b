import { execa } from 'execa';
import { type RootEntry, readRoot } from './root-entries.ts';

/** What the root file system of an image has, as its engine exports it. No container of it is ever started. */
export async function rootOfImage(image: string): Promise<RootEntry[]> {
  const { stdout: container } = await execa`docker create ${image}`;
  try {
    const exported = execa({
      stdout: ['pipe'],
      buffer: false,
      encoding: 'buffer',
    })`docker export ${container}`;
    const entries = await readRoot(exported.stdout);
    await exported;
    return entries;
  } finally {
    await execa({ reject: false })`docker rm ${container}`;
  }
}
