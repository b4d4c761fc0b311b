import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { dryRuns } from '../../../scripts/commercial/review-pack/dry-run.ts';
import { readManifests } from '../../../scripts/packaging/read-manifests.ts';
import { ROOT } from '../../../scripts/root.ts';

const manifests = await readManifests(ROOT);
const parts = new Map(dryRuns(ROOT, () => undefined).map(part => [part.file, part]));
const leftBehind = async () => (await readdir(tmpdir())).filter(name => name.startsWith('tenantry-review-'));

test.each(manifests)(
  'the dry run of $tier that a reviewer is given names settings, secrets and images, and shows no secret',
  async ({ tier, variables, secrets, services }) => {
    const before = await leftBehind();
    const text = String(await parts.get(`dry-run-${tier}.txt`)?.make());
    // What is empty by default is not written.
    for (const { name } of variables.filter(one => one.required || one.default !== ''))
      expect(text, name).toContain(`${name}=`);
    const made = secrets.filter(({ format }) => format !== 'given').map(({ name }) => name);
    for (const name of made) expect(text, name).toContain(`would make secret ${name}\n`);
    for (const { name } of services.filter(one => one.profile === undefined && !one.oneShot))
      expect(text, name).toContain(`would start ${name}`);
    expect(text).toContain(`secrets, by name: ${secrets.map(({ name }) => name).join(' ')}`);
    expect(text).not.toMatch(/tny_[0-9a-f]{32}_|BEGIN (EC |RSA )?PRIVATE KEY|sample-of-a-client-secret/);
    expect(text).not.toContain('tenantry-review-');
    expect(await leftBehind()).toEqual(before);
  },
);
