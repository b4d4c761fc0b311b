import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { imageArchive } from './image-archive.ts';
import { tarArchive } from './tar-archive.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenantry-image-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Unpacks with the system's own tar: what it reads, others read. */
function unpack(archive: Buffer, folder: string): void {
  writeFileSync(join(dir, 'archive.tar'), archive);
  execFileSync('tar', ['--extract', '--file', join(dir, 'archive.tar'), '--directory', folder]);
}

test('an archive unpacks to the same bytes and modes', () => {
  const content = Buffer.from('x'.repeat(1000));
  unpack(
    tarArchive([
      { name: 'program', content, mode: 0o755 },
      { name: 'empty', content: Buffer.alloc(0) },
    ]),
    dir,
  );
  expect(readFileSync(join(dir, 'program'))).toEqual(content);
  expect(statSync(join(dir, 'program')).mode & 0o777).toBe(0o755);
  expect(statSync(join(dir, 'empty')).size).toBe(0);
});

test('the same entries give the same bytes', () => {
  const entries = [{ name: 'a', content: Buffer.from('a') }];
  expect(tarArchive(entries)).toEqual(tarArchive(entries));
});

test('a name that a header cannot hold is refused', () => {
  expect(() => tarArchive([{ name: 'n'.repeat(101), content: Buffer.alloc(0) }])).toThrow(
    /longer than a ustar/,
  );
});

test("an image's configuration names its layer by the digest of its bytes", () => {
  const program = { name: 'sample', content: Buffer.from('#!/bin/true') };
  unpack(imageArchive({ reference: 'sample.example/app:1', program }), dir);
  const layer = createHash('sha256')
    .update(readFileSync(join(dir, 'layer.tar')))
    .digest('hex');
  const config = JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8'));
  const [manifest] = JSON.parse(readFileSync(join(dir, 'manifest.json'), 'utf8'));
  expect(config.rootfs.diff_ids).toEqual([`sha256:${layer}`]);
  expect(config.config.Entrypoint).toEqual(['/sample']);
  expect(manifest).toEqual({
    Config: 'config.json',
    RepoTags: ['sample.example/app:1'],
    Layers: ['layer.tar'],
  });
});
