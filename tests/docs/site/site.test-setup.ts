import type { TestProject } from 'vitest/node';
import { type BuiltDocs, buildDocs } from '../../../scripts/docs/build-docs.ts';
import { ROOT } from '../../../scripts/root.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly builtDocs: BuiltDocs;
  }
}

/** Builds the site once for all that look at it: whole, so a page that leads nowhere ends the tests here. */
export async function setup(project: TestProject): Promise<void> {
  const built = await buildDocs({ root: ROOT, progress: line => console.error(line) });
  console.error(`${built.pages} pages, built in ${built.seconds.toFixed(1)} s`);
  project.provide('builtDocs', built);
}
