import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { notPages, pageFiles } from '../../../docs/.vitepress/site/pages.ts';
import { digestOfSources } from '../../../scripts/docs/docs-sources.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'tenantry-pages-'));
  mkdirSync(join(root, 'docs/how-to'), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  for (const file of ['README.md', 'NOTES.md', 'docs/how-to/keys.md', 'docs/how-to/draft of mine.md'])
    writeFileSync(join(root, file), '# A page\n');
});

afterEach(() => rmSync(root, { recursive: true }));

test('of a checkout only what git knows is published', () => {
  const git = execaSync({ cwd: root });
  git`git init --quiet`;
  git`git add README.md docs/how-to/keys.md`;
  expect(pageFiles(root)).toEqual(['README.md', 'docs/how-to/keys.md']);
  expect(notPages(root)).toEqual(
    expect.arrayContaining(['NOTES.md', 'docs/how-to/draft of mine.md', 'node_modules/**']),
  );
});

test('a page that git comes to know makes another site, and a note does not', async () => {
  const git = execaSync({ cwd: root });
  git`git init --quiet`;
  git`git add README.md`;
  for (const path of ['console/src/shared/styles/tokens.css', 'package-lock.json']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), '');
  }
  const before = await digestOfSources(root);
  writeFileSync(join(root, 'NOTES.md'), '# Another note\n');
  expect(await digestOfSources(root)).toBe(before);
  git`git add docs/how-to/keys.md`;
  expect(await digestOfSources(root)).not.toBe(before);
});

test('without git what is there is published', () => {
  expect(pageFiles(root)).toHaveLength(4);
  expect(notPages(root)).toEqual(['node_modules/**']);
});
