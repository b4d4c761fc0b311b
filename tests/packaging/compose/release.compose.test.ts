import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { resolveEngine } from '../../../scripts/dev/docker/resolve-engine.ts';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { lock, push } from '../../../scripts/release/steps.ts';
import { ROOT } from '../../../scripts/root.ts';
import { type SampleRegistry, startRegistry } from './registry.test-support.ts';

const VERSION = await productVersion(ROOT);
const lockSchema = z.object({
  images: z.array(z.object({ reference: z.string(), digest: z.string().optional() })),
});

let folder = '';
let registry: SampleRegistry;
let end: () => Promise<void> = async () => undefined;
const said: string[] = [];

beforeAll(async () => {
  const engine = await resolveEngine();
  end = () => engine.stop();
  if (engine.host !== undefined) process.env['DOCKER_HOST'] = engine.host;
  folder = await mkdtemp(join(tmpdir(), 'tenantry-lock-'));
  registry = await startRegistry();
});
afterAll(async () => {
  const names = ['control-plane', 'operator'].map(name => `${registry.name}/tenantry/${name}:${VERSION}`);
  await execa({ reject: false })`docker image rm ${names}`;
  await registry.stop();
  await end();
  await rm(folder, { recursive: true });
});

test('images that were pushed are locked by the digests that the registry gave, and are pulled by them', async () => {
  const context = { root: ROOT, out: folder, isTagged: false, say: (line: string) => said.push(line) };
  await push(context, registry.name);
  await lock(context, registry.name);
  const { images } = lockSchema.parse(JSON.parse(await readFile(join(folder, 'images.lock.json'), 'utf8')));
  const ours = images.filter(({ reference }) => reference.startsWith('tenantry/'));
  expect(ours).toHaveLength(2);
  for (const { reference, digest } of ours) {
    const given = registry.digests.get(reference);
    expect(given).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(digest).toBe(`${registry.name}/${reference.replace(/:.*$/, '')}@${given}`);
    await execa`docker image rm ${`${registry.name}/${reference}`}`;
    expect((await execa`docker pull ${digest ?? ''}`).stdout).toContain(`Digest: ${given}`);
    await execa`docker image rm ${digest ?? ''}`;
  }
  const env = await readFile(join(folder, 'images.env'), 'utf8');
  expect(env).toContain(`TENANTRY_CONTROL_PLANE_IMAGE=${registry.name}/tenantry/control-plane@sha256:`);
  const values = await readFile(join(folder, 'images.values.yaml'), 'utf8');
  expect(values).toContain(registry.digests.get(`tenantry/operator:${VERSION}`));
  // What no registry gave a digest has none, and that is said.
  expect(said.some(line => line.startsWith('not pinned: grafana/grafana:'))).toBe(true);
});
