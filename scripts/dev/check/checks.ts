import { execa } from 'execa';

/** A tool that judges the sources as they are, without running them. */
export interface Check {
  readonly id: string;
  readonly shows: string;
  /** Runs in the folder of a checkout. */
  run(root: string): Promise<CheckResult>;
}

export interface CheckResult {
  readonly ok: boolean;
  /** What the tool said. */
  readonly output: string;
}

// Every workspace that is there: a new one is checked from its first file on.
const WORKSPACES = ['contracts', 'operator', 'control-plane', 'console', 'scripts', 'tests'];

export const CHECKS: readonly Check[] = [
  {
    id: 'types',
    shows: 'the types agree (tsc, strict)',
    run: root => judge(root)`tsc --noEmit --project . --pretty false`,
  },
  {
    id: 'console-types',
    shows: 'the types of the console agree, its templates too (vue-tsc, strict)',
    run: root => judge(root)`vue-tsc --noEmit --project console --pretty false`,
  },
  {
    id: 'site-types',
    shows: 'the types of the site of the documentation agree, its templates too (vue-tsc, strict)',
    run: root => judge(root)`vue-tsc --noEmit --project docs/.vitepress --pretty false`,
  },
  {
    id: 'console-texts',
    shows: 'every text of the console is there in every language, and used',
    run: root => judge(root)`node console/build/check-texts.ts`,
  },
  {
    id: 'console-size',
    shows: 'the console is built, and no part of it is heavier than it may be',
    run: root => judge(root)`node console/build/check-size.ts`,
  },
  {
    id: 'format',
    shows: 'formatted and free of lint (biome)',
    run: root => judge(root)`biome ci --colors=off .`,
  },
  {
    id: 'boundaries',
    shows: 'imports stay inside their boundaries (dependency-cruiser)',
    run: root => judge(root)`depcruise --config .dependency-cruiser.mjs ${WORKSPACES}`,
  },
  {
    id: 'unused',
    shows: 'no unused file, export or dependency (knip)',
    run: root => judge(root)`knip --no-progress`,
  },
  {
    id: 'markdown',
    shows: 'the pages are well formed (markdownlint)',
    run: root => judge(root)`markdownlint-cli2`,
  },
  {
    id: 'prose',
    shows:
      'no word of the pages is misspelt, or one that sells (cspell, British; words of ours in docs/words.txt)',
    run: root => judge(root)`cspell lint --no-progress --no-summary --no-color`,
  },
];

function judge(cwd: string) {
  const run = execa({
    cwd,
    preferLocal: true,
    localDir: cwd,
    reject: false,
    all: true,
    env: { NO_COLOR: '1' },
  });
  return async (strings: TemplateStringsArray, ...values: (string | string[])[]): Promise<CheckResult> => {
    const result = await run(strings, ...values);
    return { ok: result.exitCode === 0, output: result.all };
  };
}
