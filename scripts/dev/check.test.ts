import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKS } from './check/checks.ts';
import { copyRepository, type RepositoryCopy } from './repository-copy.test-support.ts';

const TIMEOUT = 180_000;

/** One fault per check: the file it goes to, and what the check has to say of it. */
const FAULTS = [
  {
    check: 'types',
    file: 'contracts/src/planted.ts',
    text: "export const planted: number = 'text';\n",
    says: /planted\.ts\(1,14\): error TS2322/,
  },
  {
    check: 'site-types',
    file: 'docs/.vitepress/theme/planted.vue',
    text: '<script setup lang="ts">\nconst planted: number = \'text\';\n</script>\n\n<template>{{ planted.nothing }}</template>\n',
    says: /planted\.vue\(2,7\): error TS2322(.*\n)*.*planted\.vue\(5,\d+\): error TS2339/,
  },
  {
    check: 'format',
    file: 'contracts/src/planted.ts',
    text: 'export const planted  =  1\n',
    says: /planted\.ts format/,
  },
  {
    check: 'boundaries',
    file: 'operator/src/runtime/planted.ts',
    text: "import { parseConfig } from '../config.ts';\nexport const planted = parseConfig;\n",
    says: /runtime-knows-no-tenant: operator\/src\/runtime\/planted\.ts → operator\/src\/config\.ts/,
  },
  {
    check: 'boundaries',
    file: 'operator/src/tenant/desired/planted.ts',
    text: "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
    says: /plan-is-pure: operator\/src\/tenant\/desired\/planted\.ts → fs/,
  },
  {
    check: 'boundaries',
    file: 'operator/src/tenant/planted.ts',
    text: "import { KubeConfig } from '@kubernetes/client-node';\nexport const planted = KubeConfig;\n",
    says: /client-node-in-one-adapter: operator\/src\/tenant\/planted\.ts/,
  },
  {
    check: 'unused',
    file: 'operator/src/planted.ts',
    text: 'export const planted = 1;\n',
    says: /Unused files(.*\n)*operator\/src\/planted\.ts/,
  },
  {
    check: 'markdown',
    file: 'docs/planted.md',
    text: '# Planted\n\n### Two levels down\n',
    says: /docs\/planted\.md:3 .*MD001\/heading-increment/,
  },
  {
    check: 'prose',
    file: 'docs/planted.md',
    text: '# Planted\n\nIt simply works.\n',
    says: /planted\.md:3:4 - Forbidden word \(simply\)/,
  },
  {
    check: 'prose',
    file: 'docs/planted.md',
    text: '# Planted\n\nThis colour is recieved.\n',
    says: /planted\.md:3:16 - Unknown word \(recieved\)/,
  },
] as const;

describe('each check finds a fault that is planted', () => {
  let copy: RepositoryCopy;
  beforeAll(async () => {
    copy = await copyRepository();
  }, TIMEOUT);
  afterAll(() => copy.remove());

  test.each(FAULTS)(
    '$check: $says',
    async ({ check: id, file, text, says }) => {
      const check = CHECKS.find(candidate => candidate.id === id);
      const path = join(copy.root, file);
      await writeFile(path, '');
      await appendFile(path, text);
      const result = await check?.run(copy.root);
      await writeFile(path, '');
      expect(result?.ok).toBe(false);
      expect(result?.output).toMatch(says);
    },
    TIMEOUT,
  );
});
