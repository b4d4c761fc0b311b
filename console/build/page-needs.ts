import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PAGE_LANGUAGES, PAGE_NEEDS_FILE, type PageNeeds } from '@tenantry/contracts/console/page-needs';
import type { Plugin } from 'vite';
import type { Feature } from '../src/app/feature.ts';
import { chunkOf, type Manifest, partsOf, stylesOf } from './manifest.ts';

/** Texts that the app shows on every page, beside those of the page's own feature. */
const TEXTS_OF_ALL = ['src/app', 'src/shared', 'src/shared/words'];

/**
 * Writes for each route which parts of the build it is made of, so that whoever serves the page can name them in it.
 * Routes are those of the features themselves, parts those of the build's manifest.
 */
export function pageNeeds(): Plugin {
  let root = '';
  let folder = '';
  return {
    name: 'tenantry-page-needs',
    apply: 'build',
    configResolved: config => {
      root = config.root;
      folder = resolve(config.root, config.build.outDir);
    },
    writeBundle: {
      order: 'post',
      handler: async () => {
        const manifest: Manifest = JSON.parse(await readFile(join(folder, '.vite/manifest.json'), 'utf8'));
        const needs = await needsOf(join(root, 'src/features'), manifest);
        await writeFile(join(folder, PAGE_NEEDS_FILE), JSON.stringify(needs));
      },
    },
  };
}

async function needsOf(features: string, manifest: Manifest): Promise<PageNeeds[]> {
  const [entry = ''] = Object.entries(manifest).find(([, chunk]) => chunk.isEntry) ?? [];
  const first = partsOf(manifest, entry);
  const needs: PageNeeds[] = [];
  for (const name of await readdir(features)) {
    const address = pathToFileURL(join(features, name, 'feature.ts')).href;
    const { feature }: { feature: Feature } = await import(address);
    for (const { path, component, meta } of feature.routes) {
      const parts = [...partsOf(manifest, `src/features/${name}/${pageOf(component)}`)].filter(
        part => !first.has(part),
      );
      const texts = (language: string) =>
        [...TEXTS_OF_ALL, `src/features/${name}`].map(
          place => chunkOf(manifest, `${place}/messages/${language}.json`).file,
        );
      needs.push({
        path: patternOf(path),
        scripts: parts.map(part => chunkOf(manifest, part).file),
        styles: [...stylesOf(manifest, parts)],
        texts: Object.fromEntries(PAGE_LANGUAGES.map(language => [language, texts(language)])),
        firstReads: [...(meta?.firstReads ?? [])],
      });
    }
  }
  // An address that is spelled out comes before one with a parameter in the same place.
  return needs.sort((a, b) => Number(a.path.includes('(?<')) - Number(b.path.includes('(?<')));
}

/** Of `() => import('./today-page.vue')`: which file of the feature. */
function pageOf(component: unknown): string {
  const [, page] = /import\(['"]\.\/([\w/-]+\.vue)['"]\)/.exec(String(component)) ?? [];
  if (page === undefined) throw new Error(`a route's page is no import of its own: ${String(component)}`);
  return page;
}

/** `/plans/:planId/versions/:version(\d+)` as a regular expression with named groups. */
function patternOf(path: string): string {
  return `^${path.replace(/:(\w+)(?:\(([^)]*)\))?/g, (_, name, pattern = '[^/]+') => `(?<${name}>${pattern})`)}$`;
}
