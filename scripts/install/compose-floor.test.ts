import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { COMPOSE_FLOOR } from '../dev/compose/resolve-compose.ts';

const [major, minor] = COMPOSE_FLOOR.split('.');

/** Each place that says which Compose is old enough, by the words around the number. */
const PLACES: readonly (readonly [file: string, says: RegExp])[] = [
  ['scripts/install/00-head.sh', /COMPOSE_FLOOR=(\d+\.\d+)\.0/],
  ['scripts/install/00-head.sh', /Compose (\d+\.\d+) or newer/],
  ['docs/how-to/install-with-compose.md', /Compose (\d+\.\d+) or newer/],
  ['docs/reference/installer.md', /Compose is missing or older than (\d+\.\d+)/],
  ['docs/reference/compose.md', /Compose (\d+\.\d+) and Docker Engine/],
];

test.each(PLACES)('%s says the lowest Compose that the tiers work with', async (file, says) => {
  expect(says.exec(await readFile(file, 'utf8'))?.[1]).toBe(`${major}.${minor}`);
});

test('what the lowest Compose is for is still said: an older one refuses it', async () => {
  expect(await readFile('compose/compose.yaml', 'utf8')).toContain('format: raw');
});
