/**
 * node console/build/check-size.ts [--no-build]: builds the console and measures what a browser fetches, compressed by
 * gzip. What a page needs beyond the first load is counted apart, and so is what comes when the browser is idle or when
 * something is opened.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { chunkOf, type Manifest, partsOf, stylesOf } from './manifest.ts';

/** Kilobytes (1,000 bytes) after gzip. */
const LIMITS = { initialScript: 100, styles: 20, page: 40, idle: 60 } as const;

const ROOT = fileURLToPath(new URL('..', import.meta.url));
if (!process.argv.includes('--no-build')) {
  await build({ root: ROOT, configFile: `${ROOT}vite.config.ts`, logLevel: 'warn' });
}
const read = (file: string) => readFileSync(`${ROOT}dist/${file}`);
const size = (file: string) => gzipSync(read(file), { level: 9 }).length / 1000;
const manifest: Manifest = JSON.parse(read('.vite/manifest.json').toString());
const sum = (names: Iterable<string>) =>
  [...names].reduce((total, name) => total + size(chunkOf(manifest, name).file), 0);

const [entry = ''] = Object.entries(manifest).find(([, chunk]) => chunk.isEntry) ?? [];
const first = partsOf(manifest, entry);
const TEXT = /messages\/(en|de|pseudo)\.json$/;
// One language of the shell is needed before anything can be shown.
const shellTexts = Object.keys(manifest).filter(name => /src\/(app|shared)\/messages\/en\.json$/.test(name));
const initialScript = sum(first) + sum(shellTexts);
const firstStyles = stylesOf(manifest, first);
const styles = [...firstStyles].reduce((total, file) => total + size(file), 0);

const lazy = Object.keys(manifest).filter(
  name => !first.has(name) && !TEXT.test(name) && manifest[name]?.src,
);
const isPage = (name: string) => /-page\.vue$/.test(name);
/** Script and styles that a page needs and the first load did not bring. */
function beyond(name: string): number {
  const parts = [...partsOf(manifest, name)].filter(part => !first.has(part));
  const more = [...stylesOf(manifest, parts)].filter(file => !firstStyles.has(file));
  return sum(parts) + more.reduce((total, file) => total + size(file), 0);
}
const pages = lazy.filter(isPage).map(name => ({ name, kB: beyond(name) }));
const idleParts = new Set(
  lazy
    .filter(name => /src\/(app|shared)\//.test(name) && !isPage(name))
    .flatMap(name => [...partsOf(manifest, name)]),
);
const idle = sum([...idleParts].filter(part => !first.has(part)));

const round = (value: number) => Math.round(value * 10) / 10;
const figures = {
  initialScript: round(initialScript),
  styles: round(styles),
  idle: round(idle),
  heaviestPage: round(Math.max(0, ...pages.map(({ kB }) => kB))),
  pages: Object.fromEntries(pages.map(({ name, kB }) => [name.replace(/^src\//, ''), round(kB)])),
  zodInShell: [...first].some(name => read(chunkOf(manifest, name).file).toString().includes('ZodError')),
};
const faults = [
  ...(initialScript > LIMITS.initialScript ? [`the first script is ${figures.initialScript} kB`] : []),
  ...(styles > LIMITS.styles ? [`the styles are ${figures.styles} kB`] : []),
  ...(idle > LIMITS.idle ? [`what comes when idle is ${figures.idle} kB`] : []),
  ...pages.filter(({ kB }) => kB > LIMITS.page).map(({ name, kB }) => `${name} is ${round(kB)} kB`),
  ...(figures.zodInShell ? ['zod is in the first script'] : []),
];
for (const fault of faults) console.error(`${fault}: more than it may be (${JSON.stringify(LIMITS)})`);
console.log(JSON.stringify(figures));
process.exit(faults.length > 0 ? 1 : 0);
