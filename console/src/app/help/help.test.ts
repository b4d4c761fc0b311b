import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { FEATURES } from '../features.ts';
import { helpFor } from './help.ts';

const routes = FEATURES.flatMap(feature => feature.routes.map(({ name }) => String(name)));

test.each(routes)('the documentation has a page about %s', route => {
  const { page } = helpFor(route);
  expect(page).toMatch(/^\/docs\/[a-z]/);
  // Tests run in the root of the repository.
  expect(existsSync(resolve(`${page.slice(1)}.md`))).toBe(true);
});

test('where no page is about it, the whole documentation is', () => {
  expect(helpFor('nowhere')).toEqual({ all: '/docs/', page: '/docs/' });
  expect(helpFor(undefined).page).toBe('/docs/');
});
