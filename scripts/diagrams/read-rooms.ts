import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Where each workspace has its rooms: folders that are named after what is in them. */
const WORKSPACES: ReadonlyMap<string, string> = new Map([
  ['contracts', 'contracts/src'],
  ['operator', 'operator/src'],
  ['control-plane', 'control-plane/src'],
  ['console', 'console/src/features'],
]);
const SOURCE = /\.(ts|vue)$/;
const OF_TESTS = /\.(test|test-support)\.ts$/;
const IMPORTED = /(?:from|import) '@tenantry\/([a-z-]+)/g;

export interface Rooms {
  readonly rooms: ReadonlyMap<string, readonly string[]>;
  /** From which workspace to which, each pair once, in a fixed order. */
  readonly imports: readonly (readonly [from: string, to: string])[];
}

/** The rooms and imports of what is shipped, as the sources have them now. */
export async function readRooms(root: string): Promise<Rooms> {
  const rooms = new Map<string, readonly string[]>();
  const imports: (readonly [string, string])[] = [];
  for (const [name, folder] of WORKSPACES) {
    const entries = await readdir(join(root, folder), { withFileTypes: true });
    rooms.set(
      name,
      entries
        .filter(entry => entry.isDirectory())
        .map(entry => entry.name)
        .sort(),
    );
    const targets = await importsOf(join(root, name, 'src'));
    targets.delete(name);
    imports.push(...[...targets].sort().map(target => [name, target] as const));
  }
  return { rooms, imports };
}

async function importsOf(folder: string): Promise<Set<string>> {
  const files = (await readdir(folder, { recursive: true })).filter(
    file => SOURCE.test(file) && !OF_TESTS.test(file),
  );
  const texts = await Promise.all(files.map(file => readFile(join(folder, file), 'utf8')));
  return new Set(texts.flatMap(text => [...text.matchAll(IMPORTED)].map(([, name = '']) => name)));
}
