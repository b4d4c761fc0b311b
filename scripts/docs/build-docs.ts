import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execaNode } from 'execa';
import { withFileLock } from '../dev/file-lock.mjs';
import { replaceFolder } from '../dev/replace-folder.ts';
import { unlessMissing } from '../unless-missing.ts';
import { digestOfSources } from './docs-sources.ts';

/** Beside the pages, and served by nobody: its name begins with a dot. */
const BUILT_FROM = '.built-from';

export interface DocsBuild {
  readonly root: string;
  /** Where the site goes; where the control plane looks for it when left out. */
  readonly folder?: string;
  /** A page that leads to one that is not there yet is no fault. */
  readonly draft?: boolean;
  /** File that is told, as a JSON list, of which modules the scripts of the site are made. */
  readonly modulesFile?: string;
  readonly signal?: AbortSignal;
  readonly progress?: (line: string) => void;
}

export interface BuiltDocs {
  readonly folder: string;
  readonly pages: number;
  readonly seconds: number;
}

export const docsFolder = (root: string): string => join(root, 'docs', '.vitepress', 'dist');

/** Whether the site that is there is of what the sources are now. */
export async function areDocsCurrent(root: string): Promise<boolean> {
  const built = await readFile(join(docsFolder(root), BUILT_FROM), 'utf8').catch(unlessMissing);
  return built !== undefined && built.trim() === (await digestOfSources(root));
}

/** Builds the site, whole: whoever serves the folder meanwhile has all of one build or all of the other. */
export async function buildDocs(options: DocsBuild): Promise<BuiltDocs> {
  const { root, folder = docsFolder(root), progress, signal } = options;
  return withFileLock(
    join(root, '.tenantry', 'docs.lock'),
    async () => {
      const started = performance.now();
      const made = join(root, '.tenantry', 'docs');
      const digest = await digestOfSources(root);
      await runVitePress(made, options);
      await writeFile(join(made, BUILT_FROM), `${digest}\n`);
      await replaceFolder(folder, made);
      const files = await readdir(folder, { recursive: true });
      const pages = files.filter(file => file.endsWith('.html') && file !== '404.html').length;
      return { folder, pages, seconds: (performance.now() - started) / 1_000 };
    },
    holder => progress?.(`process ${holder} builds it: waiting`),
    signal,
  );
}

/** In a process of its own: what it finds in the environment, of tests say, would make another site. */
async function runVitePress(made: string, options: DocsBuild): Promise<void> {
  const { root, draft = false, modulesFile, signal, progress } = options;
  const program = join(root, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
  const building = execaNode(program, ['build', 'docs', '--outDir', made], {
    cwd: root,
    all: true,
    reject: false,
    ...(signal && { cancelSignal: signal }),
    env: {
      NODE_ENV: 'production',
      NO_COLOR: '1',
      VITEST: undefined,
      VITE_USER_NODE_ENV: undefined,
      DOCS_DRAFT: String(draft),
      DOCS_MODULES_FILE: modulesFile,
    },
  });
  for await (const line of building.iterable({ from: 'all' })) if (/\S/.test(line)) progress?.(line.trim());
  const { exitCode, all, isCanceled } = await building;
  if (isCanceled) throw new Error('the build of the documentation was ended');
  if (exitCode !== 0) throw new Error(`the documentation cannot be built:\n${all}`);
}
