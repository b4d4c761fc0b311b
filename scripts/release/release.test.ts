import { generateKeyPairSync } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readManifests } from '../packaging/read-manifests.ts';
import { ROOT } from '../root.ts';
import { sha256Of, writeArchive } from './archive.ts';
import { writeSums } from './build.ts';
import { licenceFaults } from './licences.ts';
import { lockedEnv, lockedValues, lockFaults } from './lock-files.ts';
import { lockImages } from './lock-images.ts';
import { lockedPackages } from './packages.ts';
import { faultsOf, signSums } from './sign.ts';
import { otherVersions, setVersion } from './version.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tenantry-release-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('an archive is the same bytes, whatever the times, the modes and the order of its files are', async () => {
  const [one, two] = [join(folder, 'one'), join(folder, 'two')];
  await Promise.all([writeFile(one, 'echo 1\n'), writeFile(two, '2\n')]);
  await chmod(one, 0o700);
  const archive = async (name: string, files: readonly (readonly [string, string])[]) => {
    await writeArchive(join(folder, name), { folder: 'it', files: new Map(files), epoch: 1_000_000_000 });
    return sha256Of(join(folder, name));
  };
  const first = await archive('a.tar.gz', [
    ['bin/one', one],
    ['two', two],
  ]);
  await utimes(one, 1, 1);
  await chmod(one, 0o755);
  await chmod(two, 0o600);
  expect(
    await archive('b.tar.gz', [
      ['two', two],
      ['bin/one', one],
    ]),
  ).toBe(first);
  await chmod(one, 0o644);
  expect(
    await archive('c.tar.gz', [
      ['two', two],
      ['bin/one', one],
    ]),
  ).not.toBe(first);
});

describe('the list of checksums', () => {
  const artifact = () => join(folder, 'artifact');
  beforeEach(async () => {
    await writeFile(artifact(), 'what is handed out\n');
    await writeSums(folder);
  });
  function keyPair(): { readonly secret: string; readonly open: string } {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return {
      secret: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      open: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    };
  }

  test('signed with a key is verified by its public half, by ours and by openssl and sha256sum alone', async () => {
    const { secret, open } = keyPair();
    await signSums(folder, { key: secret, isTagged: true });
    expect(await faultsOf(folder, open)).toEqual([]);
    await writeFile(join(folder, 'SHA256SUMS.pem'), open);
    const inFolder = execa({ cwd: folder });
    await inFolder`openssl pkeyutl -verify -pubin -inkey SHA256SUMS.pem -rawin -in SHA256SUMS -sigfile SHA256SUMS.sig`;
    expect((await inFolder`sha256sum --check --strict SHA256SUMS`).stdout).toBe('artifact: OK');
  });

  test('that was changed, or is by another key, is refused; so is a file that was changed, added or taken away', async () => {
    const { secret, open } = keyPair();
    await signSums(folder, { key: secret, isTagged: false });
    expect(await faultsOf(folder, keyPair().open)).toHaveLength(1);
    await writeFile(artifact(), 'what somebody else hands out\n');
    expect(await faultsOf(folder, open)).toEqual(['artifact: changed']);
    await writeFile(join(folder, 'more'), '');
    await rm(artifact());
    expect(await faultsOf(folder, open)).toEqual(['more: not in the list', 'artifact: missing']);
    await writeSums(folder);
    expect(await faultsOf(folder, open)).toEqual([
      'SHA256SUMS: the signature is not by this key, or the list was changed',
    ]);
  });

  test('of a tagged version is not signed with a key that is thrown away, nor by another kind of key', async () => {
    await expect(signSums(folder, { key: undefined, isTagged: true })).rejects.toThrow('give --key');
    expect(await signSums(folder, { key: undefined, isTagged: false })).toContain('not who made this');
    expect(await faultsOf(folder)).toEqual([]);
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const rsa = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await expect(signSums(folder, { key: rsa, isTagged: true })).rejects.toThrow('is rsa, not Ed25519');
  });
});

describe('the lock of images', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  const held = (RepoDigests: string[], Labels = {}) => [
    { Id: `sha256:${'b'.repeat(64)}`, RepoDigests, Config: { Labels } },
  ];
  const registry = 'registry.example';

  test('holds a digest only where a registry gave one for that very name', async () => {
    const lock = await lockImages(ROOT, {
      registry,
      inspect: async name =>
        name.startsWith(`${registry}/tenantry/operator:`)
          ? held([`elsewhere.example/operator@${digest}`])
          : name.startsWith(`${registry}/tenantry/control-plane:`)
            ? held([`${registry}/tenantry/control-plane@${digest}`])
            : undefined,
    });
    const pinned = lock.images.filter(image => image.digest !== undefined).map(image => image.digest);
    expect(pinned).toEqual([`${registry}/tenantry/control-plane@${digest}`]);
    expect(lockFaults(lock)).toContain(
      `tenantry/operator:${lock.version}: in no registry; this engine alone calls it sha256:${'b'.repeat(64)}`,
    );
    expect(lockFaults(lock)).toContain('mongo:8.0.4: this engine does not have it');
    expect(
      lockedEnv(lock, await readManifests(ROOT))
        .split('\n')
        .slice(1),
    ).toEqual([`TENANTRY_CONTROL_PLANE_IMAGE=${registry}/tenantry/control-plane@${digest}`, '']);
    expect(JSON.parse(lockedValues(lock))).toEqual({ controlPlane: { image: { registry, digest } } });
  });

  test('says of an image on a stand-in that it is one', async () => {
    const inspect = async () => held([], { 'dev.tenantry.stand-in': 'true' });
    expect(lockFaults(await lockImages(ROOT, { inspect }))[0]).toContain('built on a stand-in');
  });
});

test('a licence is judged by how far a package goes', () => {
  const mpl = { name: 'a', version: '1.0.0', license: 'MPL-2.0', development: true };
  expect(licenceFaults([mpl], new Set())).toEqual([]);
  expect(licenceFaults([mpl], new Set(['a@1.0.0']))).toMatchObject([{ name: 'a', reach: 'handed on' }]);
  const none = { name: 'b', version: '1.0.0', license: undefined, development: true };
  expect(licenceFaults([none, { ...none, license: 'GPL-3.0' }], new Set())).toHaveLength(2);
});

test('no package of the lock file has a licence that nobody allowed for where it is used', async () => {
  const packages = await lockedPackages(ROOT);
  expect(packages.length).toBeGreaterThan(100);
  // What images hand on is judged while they are built, from what is in them.
  expect(licenceFaults(packages, new Set())).toEqual([]);
});

// What docs/how-to/release.md has people type for the version, on a folder of its own.
test('a bump reaches every place that says the version by hand, and what was left behind is named', async () => {
  const files: Record<string, string> = {
    'package.json':
      '{\n  "version": "1.0.0",\n  "dependencies": {\n    "@tenantry/contracts": "1.0.0",\n    "x": "1.0.0"\n  }\n}\n',
    'package-lock.json':
      '{\n  "name": "t",\n  "version": "1.0.0",\n  "packages": {\n    "": {\n      "version": "1.0.0"\n    },\n    "node_modules/x": {\n      "version": "1.0.0"\n    }\n  }\n}\n',
    'docs/how.md': 'tenantry/operator:1.0.0 and other/image:1.0.0\n',
    'CHANGELOG.md': '## 1.0.0\n',
    'charts/made.yaml': '# Generated from x.\nimage: tenantry/operator:1.0.0\n',
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await execa({ cwd: folder })`git init --quiet`;
  await execa({ cwd: folder })`git add .`;
  expect(await setVersion(folder, '1.1.0')).toEqual(['docs/how.md', 'package-lock.json', 'package.json']);
  const read = (path: string) => readFile(join(folder, path), 'utf8');
  expect(await read('docs/how.md')).toBe('tenantry/operator:1.1.0 and other/image:1.0.0\n');
  expect(await read('package.json')).toBe(
    files['package.json']
      ?.replace('version": "1.0.0', 'version": "1.1.0')
      .replace('contracts": "1.0.0', 'contracts": "1.1.0'),
  );
  expect(JSON.parse(await read('package-lock.json'))).toMatchObject({
    version: '1.1.0',
    packages: { '': { version: '1.1.0' }, 'node_modules/x': { version: '1.0.0' } },
  });
  await writeFile(join(folder, 'docs/how.md'), 'tenantry/operator:1.0.9\n');
  expect(await otherVersions(folder, '1.1.0')).toEqual(['docs/how.md: 1.0.9']);
});
