import type { Sections } from './page-sections.ts';
import { roiSections } from './roi-example.ts';

/** The pages that have computed parts, each with its parts. */
export async function computedPages(root: string): Promise<ReadonlyMap<string, Sections>> {
  return new Map([['docs/commercial/roi-methodology.md', await roiSections(root)]]);
}
