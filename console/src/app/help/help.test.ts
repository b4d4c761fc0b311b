import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { FEATURES } from '../features.ts';
import { helpFor } from './help.ts';

const routes = FEATURES.flatMap(feature => feature.routes.map(({ name }) => String(name)));

/** Of a heading of plain words, as GitHub makes it. */
const anchorOf = (line: string) =>
  /^#+ (.+)$/
    .exec(line)?.[1]
    ?.toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');

test.each(routes)('the documentation has a page about %s', route => {
  const { page } = helpFor(route);
  expect(page).toMatch(/^\/docs\/[a-z]/);
  // Tests run in the root of the repository.
  const [path = '', anchor] = page.slice(1).split('#');
  const file = resolve(`${path}.md`);
  expect(existsSync(file)).toBe(true);
  if (anchor !== undefined) expect(readFileSync(file, 'utf8').split('\n').map(anchorOf)).toContain(anchor);
});

test('where no page is about it, the whole documentation is', () => {
  expect(helpFor('nowhere')).toEqual({ all: '/docs/', page: '/docs/' });
  expect(helpFor(undefined).page).toBe('/docs/');
});
