import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { TENANTS, TIERS } from '../../operator/manifests/tests/install-manifests.test-support.ts';
import { useInstalled } from '../../operator/manifests/tests/use-installed.test-support.ts';
import { KUBERNETES_MINORS } from '../../scripts/dev/cluster/local-cluster.ts';
import { ROOT } from '../../scripts/root.ts';
import { yamlExamples } from './yaml-examples.ts';

const objectSchema = z.looseObject({ kind: z.enum(['Tenant', 'Tier']) });
const PATHS = { Tenant: TENANTS, Tier: TIERS } as const;
const PAGES = ['tenant.md', 'tier.md'];

const examples = (
  await Promise.all(
    PAGES.map(async page =>
      yamlExamples(await readFile(join(ROOT, 'docs/reference', page), 'utf8')).map(example => ({
        page,
        ...example,
      })),
    ),
  )
).flat();

test('each page shows what is taken, and what is refused', () => {
  for (const page of PAGES) {
    const own = examples.filter(example => example.page === page);
    expect(own.filter(({ refused }) => refused === undefined).length).toBeGreaterThanOrEqual(2);
    expect(own.filter(({ refused }) => refused !== undefined).length).toBeGreaterThanOrEqual(5);
  }
});

describe.each(KUBERNETES_MINORS)('on Kubernetes %s', kubernetes => {
  const installed = useInstalled(kubernetes);

  test.each(examples)(
    '$page:$line is taken, or refused with the words that the page says',
    async ({ yaml, refused }) => {
      const object = objectSchema.parse(parse(yaml));
      const query = 'dryRun=All&fieldValidation=Strict';
      const { status, message } = await installed().admin.create(`${PATHS[object.kind]}?${query}`, object);
      if (refused === undefined) {
        expect({ status, message }).toEqual({ status: 201, message: '' });
      } else {
        expect(status).toBeGreaterThanOrEqual(400);
        expect(message).toContain(refused);
      }
    },
  );
});
