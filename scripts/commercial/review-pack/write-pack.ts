import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { table } from '../../../contracts/generate/markdown.ts';
import { Unavailable } from '../../dev/unavailable.ts';
import type { Revision } from '../../images/revision.ts';
import { sha256Of } from '../../release/archive.ts';
import { writeSums } from '../../release/build.ts';

/** A file of the pack that goes to a reviewer. */
export interface Part {
  readonly file: string;
  /** What a reviewer finds in it. */
  readonly what: string;
  /** Where it comes from: a command or a path, to be done again. */
  readonly from: string;
  /** @throws Unavailable where this machine lacks what makes it */
  readonly make: () => Promise<string | Buffer>;
}

export interface Missing {
  readonly file: string;
  readonly because: string;
}

/**
 * Writes every part into `out`, which is made anew, with an index and checksums. A part that cannot be had here is in the
 * index with its reason: a reviewer is not to take a pack for whole that is not. Any other fault is thrown.
 */
export async function writePack(
  parts: readonly Part[],
  out: string,
  revision: Pick<Revision, 'version' | 'commit'>,
): Promise<readonly Missing[]> {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const rows: string[][] = [];
  const missing: Missing[] = [];
  for (const { file, what, from, make } of parts) {
    try {
      await writeFile(join(out, file), await make());
      rows.push([`[${file}](${file})`, what, from, `\`${await sha256Of(join(out, file))}\``]);
    } catch (error) {
      if (!(error instanceof Unavailable)) {
        // Half a pack without an index is not to be handed to anybody.
        await rm(out, { recursive: true });
        throw error;
      }
      missing.push({ file, because: error.message });
    }
  }
  await writeFile(join(out, 'INDEX.md'), index(rows, missing, revision));
  await writeSums(out);
  return missing;
}

function index(
  rows: readonly (readonly string[])[],
  missing: readonly Missing[],
  { version, commit }: Pick<Revision, 'version' | 'commit'>,
): string {
  const lacks = missing.flatMap(({ file, because }) => [`- **${file}**: ${because.replaceAll('\n', ' ')}`]);
  return [
    `# Security review of Tenantry ${version}`,
    '',
    `Made from commit \`${commit}\` by \`npm run release -- review-pack\`. Begin with [security-review.md](security-review.md): the usual`,
    'questions with their answers. Links in pages lead into the repository at that commit.',
    '',
    'The list of sums is not signed. It shows damage, and not who made this: make the pack yourself, and compare.',
    '',
    ...(missing.length === 0 ? [] : ['## Missing', '', ...lacks, '']),
    '## What is in it',
    '',
    ...table(['file', 'what', 'from', 'SHA-256'], rows),
    '',
    '## What is in no such pack',
    '',
    '- a certificate (SOC 2, ISO 27001 or another): there is none',
    '- a report of a penetration test by somebody outside: there is none',
    '- known vulnerabilities of packages: `npm run release -- advisories --snapshot FILE` holds the list of packages against a file that you bring',
    '- images of others (MongoDB, Prometheus, Grafana, nginx, the collector): look at them as you do at any other',
    '',
  ].join('\n');
}
