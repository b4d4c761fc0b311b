import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../root.ts';
import { bundledPackages, isAccepted } from './bundled-packages.ts';
import { sbomOf } from './sbom.ts';
import { thirdPartyLicenses } from './third-party-licenses.ts';

const inPackages = (path: string) => join(ROOT, 'node_modules', path);
const MODULES = [
  inPackages('zod/v4/core/core.js'),
  inPackages('zod/index.js'),
  `\0${inPackages('express/lib/express.js')}?commonjs`,
  inPackages('@kubernetes/client-node/dist/config.js'),
  join(ROOT, 'operator/src/run.ts'),
  '\0rolldown/runtime.js',
];

test('each package that something is bundled of is found once, and our own sources are none', async () => {
  const packages = await bundledPackages(MODULES);
  expect(packages.map(({ name }) => name)).toEqual(['@kubernetes/client-node', 'express', 'zod']);
});

test('the licence of every package is handed on with its text', async () => {
  const text = await thirdPartyLicenses(await bundledPackages(MODULES));
  expect(text).toContain('Copyright (c) 2025 Colin McDonnell');
  expect(text).toContain('TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION');
});

test('a licence that nobody accepted is refused, also beside one that was', () => {
  expect(isAccepted('MIT')).toBe(true);
  expect(isAccepted('(GPL-3.0-only OR MIT)')).toBe(true);
  expect(isAccepted('MIT AND GPL-3.0-only')).toBe(false);
  expect(isAccepted('none')).toBe(false);
});

test('the bill of materials names each by a package URL and its digest, and is the same each time', async () => {
  const options = { name: 'operator', version: '1.2.3', epoch: 0, packages: await bundledPackages(MODULES) };
  const text = sbomOf(options);
  expect(sbomOf(options)).toBe(text);
  expect(JSON.parse(text)).toMatchObject({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: expect.stringMatching(/^urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    metadata: { timestamp: '1970-01-01T00:00:00.000Z', component: { version: '1.2.3' } },
    components: [
      {
        group: '@kubernetes',
        name: 'client-node',
        purl: expect.stringMatching(/^pkg:npm\/%40kubernetes\/client-node@\d/),
        hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      },
      { name: 'express' },
      { name: 'zod', licenses: [{ license: { id: 'MIT' } }] },
    ],
  });
});
