import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

const FENCED = /^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm;
const INLINE_CODE = /`[^`\n]+`/g;
/** `](target)` and `src="target"`, without a title. */
const TARGET = /\]\(([^)\s]+)\)|\bsrc="([^"]+)"/g;

/** README.md, CONTRIBUTING.md and everything below docs, by path below the root. */
export async function markdownFiles(): Promise<string[]> {
  const entries = await readdir(join(ROOT, 'docs'), { recursive: true });
  const pages = entries.filter(entry => entry.endsWith('.md')).map(entry => `docs/${entry}`);
  return ['README.md', 'CONTRIBUTING.md', ...pages].sort();
}

/** `<file>: <target>` of each relative link that leads nowhere. */
export async function brokenLinks(
  files: readonly string[],
  read: (file: string) => Promise<string> = file => readFile(join(ROOT, file), 'utf8'),
): Promise<string[]> {
  const broken: string[] = [];
  for (const file of files) {
    for (const target of targetsOf(await read(file))) {
      if (!(await leadsSomewhere(file, target, read))) broken.push(`${file}: ${target}`);
    }
  }
  return broken;
}

function targetsOf(text: string): string[] {
  const prose = text.replace(FENCED, '').replace(INLINE_CODE, '');
  return [...prose.matchAll(TARGET)]
    .map(match => match[1] ?? match[2] ?? '')
    .filter(target => !/^[a-z]+:/i.test(target));
}

async function leadsSomewhere(
  file: string,
  target: string,
  read: (file: string) => Promise<string>,
): Promise<boolean> {
  const [path = '', anchor] = target.split('#');
  const page = path === '' ? file : normalize(join(dirname(file), path));
  if (page.startsWith('..') || !existsSync(join(ROOT, page))) return false;
  return anchor === undefined || anchorsOf(await read(page)).has(anchor);
}

/** The anchors of a page's headings: lower case, without punctuation, spaces as hyphens. */
export function anchorsOf(text: string): ReadonlySet<string> {
  const headings = text.replace(FENCED, '').matchAll(/^#{1,6} +(.+)$/gm);
  return new Set(
    [...headings].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}
