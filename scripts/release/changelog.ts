/** A heading is the version alone, or with a remark in parentheses: when, or that it is not released yet. */

/** Versions in the order in which the changelog has them, the newest first. */
export function versionsIn(changelog: string): readonly string[] {
  return [...changelog.matchAll(/^## (\d+\.\d+\.\d+)(?: \(.*\))?$/gm)].map(([, version]) => version ?? '');
}

/** What is said of a version; undefined when it has no heading. */
export function notesOf(changelog: string, version: string): string | undefined {
  const [, notes] = changelog.split(new RegExp(`^## ${version.replaceAll('.', '\\.')}(?: \\(.*\\))?$`, 'm'));
  return notes?.split(/^## /m)[0]?.trim();
}
