import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ROOT } from '../root.ts';

const workflowSchema = z.object({
  jobs: z.object({
    release: z.looseObject({ steps: z.array(z.looseObject({ run: z.string().optional() })) }),
  }),
});
/** Steps that need what only a release has. tests/packaging/compose runs `push` against a registry of its own. */
const ONLY_ON_A_TAG = ['push'];

test('every command of the release workflow is an npm script that continuous integration runs', async () => {
  const read = (path: string) => readFile(join(ROOT, path), 'utf8');
  const { jobs } = workflowSchema.parse(parse(await read('.github/workflows/release.yml')));
  const commands = jobs.release.steps.flatMap(({ run }) => run ?? []);
  const ci = await read('.ci/run');
  const rehearsed = [...(await read('scripts/release/rehearse.ts')).matchAll(/^ {4}\['([a-z]+)/gm)];
  const steps = rehearsed.map(([, step]) => step ?? '');
  expect(ci).toContain('npm run --silent release -- rehearse');
  for (const command of commands) {
    const [, script = '', step = ''] = /^npm run (\w+) -- (\S+)/.exec(command) ?? [];
    if (script === 'images') expect(ci).toContain('npm run --silent images -- --reproduce');
    else expect([script, [...steps, ...ONLY_ON_A_TAG].includes(step)], command).toEqual(['release', true]);
  }
  expect(commands.length).toBeGreaterThan(8);
});
