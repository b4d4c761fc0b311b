import { createHash } from 'node:crypto';
import { appendFile, glob, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../scripts/root.ts';
import type { Verdict } from './take-away.ts';

/** What a verdict depends on: the rights, the programs that use them, and the tests that miss them. */
const SOURCES =
  '{operator/src,operator/manifests,control-plane/src/cluster,tests/drivers,tests/guarantees,tests/faults,tests/packaging/chart/snapshots}/**/*.{ts,yaml}';

const schema = z.strictObject({
  right: z.string(),
  caught: z.strictObject({ file: z.string(), test: z.string() }).optional(),
  seconds: z.number(),
});

/** What a run has found so far, kept beside the build, so that one that was broken off goes on where it was. */
export class Verdicts {
  readonly #path: string;

  private constructor(path: string) {
    this.#path = path;
  }

  /** Of the same sources; others start anew. */
  static async ofSources(): Promise<Verdicts> {
    const files: string[] = [];
    for await (const file of glob(SOURCES, { cwd: ROOT })) files.push(file);
    const hash = createHash('sha256');
    for (const file of files.sort()) hash.update(file).update(await readFile(join(ROOT, file)));
    return new Verdicts(join(ROOT, 'dist', 'rbac', `${hash.digest('hex').slice(0, 16)}.jsonl`));
  }

  async read(): Promise<readonly Verdict[]> {
    const text = await readFile(this.#path, 'utf8').catch(() => '');
    const lines = text.split('\n').filter(line => line !== '');
    return lines
      .map(line => schema.parse(JSON.parse(line)))
      .map(({ caught, ...rest }) => ({ ...rest, caught }));
  }

  async add(verdict: Verdict): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true });
    await appendFile(this.#path, `${JSON.stringify(verdict)}\n`);
  }
}
