import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tierManifestSchema } from './tier-manifest.ts';

const service = { name: 'control-plane', image: 'TENANTRY_IMAGE', role: 'serves', oneShot: false };
const secret = {
  name: 'password',
  purpose: 'signs in',
  consumer: ['control-plane'],
  bytes: 24,
  format: 'hex',
  owner: 'admin',
};
const variable = {
  name: 'TENANTRY_UID',
  purpose: 'user',
  required: true,
  secret: false,
  services: ['control-plane'],
};
const good = {
  tier: 'community',
  summary: 'one',
  composeFiles: ['compose.yaml'],
  profiles: [],
  services: [service],
  images: [{ name: 'control plane', variable: 'TENANTRY_IMAGE', reference: 'a/b:{version}' }],
  secrets: [secret],
  variables: [variable],
  directories: [],
  ports: [],
  limits: [{ service: 'control-plane', cpus: 1, memoryMiB: 512, pids: 64 }],
  featureFlags: [],
  minimum: { cpus: 1, memoryMiB: 512, diskMiB: 512 },
  outgoing: [],
  upgrade: { from: [] },
  changes: [],
};

const faultsOf = (manifest: object) => {
  const { error } = tierManifestSchema.safeParse(manifest);
  return error === undefined ? 'none' : z.prettifyError(error);
};

test('a whole manifest is taken', () => {
  expect(faultsOf(good)).toBe('none');
});

describe('a manifest is refused', () => {
  test.each<[string, object, string]>([
    ['with a key that nobody reads', { ...good, tires: [] }, 'tires'],
    ['with a path that leaves its folder', { ...good, composeFiles: ['../etc/passwd'] }, 'without ".."'],
    [
      'with a path from the root',
      { ...good, directories: [{ path: '/etc', purpose: 'x', mode: '0700' }] },
      '".."',
    ],
    ['with a tab, at which the flat file is split', { ...good, summary: 'a\tb' }, 'without tabs'],
    ['with a secret that can be guessed', { ...good, secrets: [{ ...secret, bytes: 8 }] }, 'guessed'],
    ['with a secret as a variable', { ...good, variables: [{ ...variable, secret: true }] }, 'false'],
    ['with a URL that is made of nothing', { ...good, secrets: [{ ...secret, format: 'url' }] }, 'template'],
    [
      'with a template of a secret that is not there',
      { ...good, secrets: [{ ...secret, format: 'url', template: 'mongodb://{other}@x' }] },
      'secret other',
    ],
    ['without limits of a service', { ...good, limits: [] }, 'has no limits'],
    [
      'with a consumer that is not there',
      { ...good, secrets: [{ ...secret, consumer: ['x'] }] },
      'service x',
    ],
    [
      'with a service of a profile that is not there',
      { ...good, services: [{ ...service, profile: 'x' }] },
      'profile x',
    ],
    [
      'with an image that is not there',
      { ...good, services: [{ ...service, image: 'TENANTRY_X' }] },
      'TENANTRY_X',
    ],
    [
      'with a variable in two places',
      { ...good, featureFlags: [{ name: 'f', variable: 'TENANTRY_UID', value: '' }] },
      'TENANTRY_UID is there twice',
    ],
    [
      'that asks for less memory than its services may take',
      { ...good, services: [{ ...service, replicas: 2 }] },
      '1024 MiB',
    ],
    [
      'with an optional variable that counts as nothing',
      { ...good, variables: [{ ...variable, required: false }] },
      'has a default',
    ],
  ])('%s', (_, manifest, fault) => {
    expect(faultsOf(manifest)).toContain(fault);
  });
});
