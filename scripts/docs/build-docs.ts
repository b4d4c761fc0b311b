import { cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execaNode } from 'execa';
import { z } from 'zod';
import { withFileLock } from '../dev/file-lock.mjs';
import { replaceFolder } from '../dev/replace-folder.ts';
import { unlessMissing } from '../unless-missing.ts';
import { digestOfSources } from './docs-sources.ts';

/** Beside the pages, and served by nobody: their names begin with a dot. */
const BUILT_FROM = '.built-from';
const MODULES = '.modules.json';

export interface DocsBuild {
  readonly root: string;
  /** Where the site goes; where the control plane looks for it when left out. */
  readonly folder?: string;
  /** A page that leads to one that is not there yet is no fault. */
  readonly draft?: boolean;
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
  return whenNobodyBuilds(options, () => build(options));
}

/**
 * Puts the site into a folder: a copy of the one that is there, when that is of what the sources are now, and it need not be
 * built anew to prove something. Answers the modules that its scripts are made of, as absolute paths.
 */
export async function placeDocs(root: string, folder: string, isAnew: boolean): Promise<readonly string[]> {
  return whenNobodyBuilds({ root }, async () => {
    if (isAnew) await build({ root, folder });
    else {
      const there = await readFile(join(docsFolder(root), MODULES)).catch(unlessMissing);
      if (there === undefined || !(await areDocsCurrent(root))) await build({ root });
      await cp(docsFolder(root), folder, { recursive: true });
    }
    const modules = z.array(z.string()).parse(JSON.parse(await readFile(join(folder, MODULES), 'utf8')));
    // Where packages are on this machine, and so another file on the next one.
    await rm(join(folder, MODULES));
    return modules;
  });
}

function whenNobodyBuilds<T>(
  { root, progress, signal }: Pick<DocsBuild, 'root' | 'progress' | 'signal'>,
  what: () => Promise<T>,
): Promise<T> {
  return withFileLock(
    join(root, '.tenantry', 'docs.lock'),
    what,
    holder => progress?.(`process ${holder} builds it: waiting`),
    signal,
  );
}

async function build(options: DocsBuild): Promise<BuiltDocs> {
  const { root, folder = docsFolder(root), draft = false } = options;
  const started = performance.now();
  const made = join(root, '.tenantry', 'docs');
  const modulesFile = `${made}-modules.json`;
  const digest = await digestOfSources(root);
  await runVitePress(made, modulesFile, options);
  // A draft may lead nowhere: what is handed out is not made of one.
  if (!draft) await rename(modulesFile, join(made, MODULES));
  await writeFile(join(made, BUILT_FROM), `${digest}\n`);
  await replaceFolder(folder, made);
  const files = await readdir(folder, { recursive: true });
  const pages = files.filter(file => file.endsWith('.html') && file !== '404.html').length;
  return { folder, pages, seconds: (performance.now() - started) / 1_000 };
}

/** In a process of its own: what it finds in the environment, of tests say, would make another site. */
async function runVitePress(made: string, modulesFile: string, options: DocsBuild): Promise<void> {
  const { root, draft = false, signal, progress } = options;
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
