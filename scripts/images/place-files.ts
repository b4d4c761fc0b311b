import { dirname, relative, resolve } from 'node:path';
import type { Plugin } from 'rolldown';
import { ROOT } from '../root.ts';

const FILE_URL = /new URL\(\s*(['"])([^'"]+)\1\s*,\s*import\.meta\.url\s*\)/g;

/** Stands for `import.meta.url` while what is left of it is looked for. */
const BUNDLE_URL = 'PLACED_IN_THE_BUNDLE';

/**
 * Leads addresses of files beside a source to where they are in the image: all parts of a bundle lie in one folder.
 * An address that nobody placed fails the build, for it would be found missing by whoever needs the file first.
 */
export function placeFiles(files: Readonly<Record<string, string>>): Plugin {
  return {
    name: 'place-files',
    transform(code, id) {
      if (!isOurs(id) || !code.includes('import.meta')) return null;
      const placed = code.replaceAll(FILE_URL, (_whole, _quote, path: string) => {
        const source = sourcePath(id, path);
        const place = files[source];
        if (place === undefined)
          throw new Error(`${relative(ROOT, id)}: ${source} is placed nowhere in the image`);
        return `new URL(${JSON.stringify(`./${place}`)}, ${BUNDLE_URL})`;
      });
      // What is left may be `import.meta.main` and the like, which mean something else in a bundle.
      const left = /import\.meta\.\w+/.exec(placed)?.[0];
      if (left !== undefined)
        throw new Error(`${relative(ROOT, id)}: ${left} means something else in a bundle`);
      // No line is added or taken, so the map of the source still holds.
      return { code: placed.replaceAll(BUNDLE_URL, 'import.meta.url'), map: null };
    },
  };
}

/** Packages keep their own ways; none of those that are bundled reads files, which the tests of the image show. */
const isOurs = (id: string) => id.startsWith(ROOT) && !id.includes('/node_modules/');

function sourcePath(id: string, path: string): string {
  const found = relative(ROOT, resolve(dirname(id), path)).replaceAll('\\', '/');
  return path.endsWith('/') ? `${found}/` : found;
}
