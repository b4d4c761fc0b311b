import { expect, test } from 'vitest';
import { consoleRoutes } from '../../console/routes.ts';
import { parsePage, readPages } from '../page.ts';
import { LIST, pictures, unknownPictures, unusedPictures } from './images.ts';

const pages = await readPages();
// There is no route to sign-in: whoever is not signed in is shown it.
const routes = ['sign-in', ...(await consoleRoutes()).map(({ name }) => name)];

test('of every picture it is known how it is made, and each is there', () => {
  expect(pictures().length).toBeGreaterThan(100);
  expect(unknownPictures(pages, routes)).toEqual([]);
});

test('every picture is shown by a page', () => {
  expect(unusedPictures(pages)).toEqual([]);
});

test('a picture that nobody lists, one of a page that is gone, one that is gone and one that is not shown are named', () => {
  const list = parsePage(
    LIST,
    '# Pictures\n\n## By hand\n\n| file | draws |\n|---|---|\n| `gone.svg` | nothing |\n',
  );
  const all = ['console/nowhere-dark-phone.webp', 'tenant-loop.svg'];
  expect(unknownPictures([list], ['today'], all)).toEqual([
    'console/nowhere-dark-phone.webp: the console has no page “nowhere”: remove the picture',
    `tenant-loop.svg: not in ${LIST} under “By hand”: say there how it is made`,
    `gone.svg: in ${LIST}, and not in the folder`,
  ]);
  expect(unusedPictures([list], all)).toEqual(['tenant-loop.svg']);
});
