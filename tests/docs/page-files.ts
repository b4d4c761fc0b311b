import { sourceFiles } from './coverage/read-source.ts';

/**
 * Every page that people read, by its path below the root: those of the root itself, and all below docs but what the site is
 * built with. A page that nobody has added yet is one; what git is told to ignore is none.
 */
export function pageFiles(): readonly string[] {
  const isPage = (path: string) => !path.includes('/') || (path.startsWith('docs/') && !path.includes('/.'));
  return sourceFiles('*.md').filter(isPage).toSorted();
}
