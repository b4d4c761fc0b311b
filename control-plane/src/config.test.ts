import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accessOptionsOf } from './config/access.ts';
import { ConfigError, configSchema, parseConfig, storeUrlOf } from './config.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-config-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const PASSWORD = 'hunter2';
const MONGODB = `mongodb://root:${PASSWORD}@db.example:27017/tenantry`;

function file(content: string): string {
  const path = join(folder, 'secret');
  writeFileSync(path, content);
  return path;
}

function faultsOf(env: NodeJS.ProcessEnv): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

test('needs nothing, and is reached from this machine only and keeps a file then', () => {
  const config = parseConfig({});
  expect(config.LISTEN_ADDRESS).toEqual({ host: '127.0.0.1', port: 8080 });
  expect(storeUrlOf(config).reveal()).toBe('sqlite:tenantry-data/tenantry.db');
});

test('every fault is listed at once, those between entries too', () => {
  const message = faultsOf({
    TENANTRY_LISTEN_ADDRESS: 'nowhere',
    TENANTRY_LOG_LEVEL: 'loud',
    TENANTRY_SHUTDOWN_TIMEOUT_MS: 'soon',
    TENANTRY_STORE_URL: 'postgres://x',
    TENANTRY_OTLP_HEADERS: 'a=b',
  });
  expect(message).toContain('5 faults');
  for (const name of ['LISTEN_ADDRESS', 'LOG_LEVEL', 'SHUTDOWN_TIMEOUT_MS', 'STORE_URL', 'OTLP_HEADERS'])
    expect(message).toContain(`TENANTRY_${name}: `);
});

test('a secret is read from a file, without the newline at its end', () => {
  const config = parseConfig({ TENANTRY_STORE_URL_FILE: file(`${MONGODB}\n`) });
  expect(storeUrlOf(config).reveal()).toBe(MONGODB);
});

test('a secret given twice is a fault, and no guess', () => {
  const env = { TENANTRY_STORE_URL: MONGODB, TENANTRY_STORE_URL_FILE: file(MONGODB) };
  expect(faultsOf(env)).toContain('TENANTRY_STORE_URL: is given twice');
});

test('a file that is not there is named, once', () => {
  const message = faultsOf({ TENANTRY_STORE_URL_FILE: join(folder, 'missing') });
  expect(message).toContain('has a fault');
  expect(message).toContain('missing cannot be read (ENOENT)');
});

test('what is no secret is not read from a file', () => {
  expect(faultsOf({ TENANTRY_LOG_LEVEL_FILE: file('debug') })).toContain('TENANTRY_LOG_LEVEL_FILE');
});

test.each([
  ['printed', (config: object) => inspect(config, { depth: 5 })],
  ['made JSON', (config: object) => JSON.stringify(config)],
  ['put into text', (config: object) => `${Object.values(config).join(' ')}`],
])('a configuration that is %s shows no secret', (_how, show) => {
  const shown = show(parseConfig({ TENANTRY_STORE_URL: MONGODB }));
  expect(shown).toContain('[secret]');
  expect(shown).not.toContain(PASSWORD);
});

test('a fault shows no value of a secret', () => {
  const message = faultsOf({ TENANTRY_STORE_URL: `mongo://${PASSWORD}@db`, TENANTRY_OTLP_HEADERS: PASSWORD });
  expect(message).toContain('2 faults');
  expect(message).not.toContain(PASSWORD);
});

test('every entry has its words for the reference', () => {
  for (const [name, entry] of Object.entries(configSchema.shape))
    expect(entry.meta()?.description, name).toBeTruthy();
});

const ISSUER = {
  TENANTRY_OIDC_ISSUER: 'https://login.example/realm',
  TENANTRY_OIDC_AUDIENCES: 'tenantry, other',
  TENANTRY_OIDC_ROLES: '{"admins": ["admin"], "sales": ["cs", "viewer"]}',
};

test('an issuer is what its variables say, with claims that may be nested', () => {
  const config = parseConfig({
    ...ISSUER,
    TENANTRY_OIDC_ROLES_CLAIM: '/realm_access/roles',
    TENANTRY_OIDC_TENANT_CLAIM: 'https://example.com/tenant',
  });
  expect(accessOptionsOf(config).oidc).toMatchObject({
    audiences: ['tenantry', 'other'],
    algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
    clockToleranceSeconds: 30,
    mapping: {
      rolesClaim: ['realm_access', 'roles'],
      roles: { sales: ['cs', 'viewer'] },
      tenantClaim: ['https://example.com/tenant'],
    },
  });
  expect(accessOptionsOf(parseConfig({})).oidc).toBeUndefined();
});

test.each([
  [
    'an issuer without audiences and roles',
    { TENANTRY_OIDC_ISSUER: ISSUER.TENANTRY_OIDC_ISSUER },
    'OIDC_ISSUER',
  ],
  ['an issuer in the clear', { ...ISSUER, TENANTRY_OIDC_ISSUER: 'http://login.example' }, 'must be https'],
  ['a shared-secret signature', { ...ISSUER, TENANTRY_OIDC_ALGORITHMS: 'HS256' }, 'OIDC_ALGORITHMS'],
  ['no signature at all', { ...ISSUER, TENANTRY_OIDC_ALGORITHMS: 'none' }, 'OIDC_ALGORITHMS'],
  ['a role that there is not', { ...ISSUER, TENANTRY_OIDC_ROLES: '{"a": ["root"]}' }, 'OIDC_ROLES'],
  ['roles that are no JSON', { ...ISSUER, TENANTRY_OIDC_ROLES: 'admins=admin' }, 'no JSON'],
  ['a client without the public address', { ...ISSUER, TENANTRY_OIDC_CLIENT_ID: 'x' }, 'TENANTRY_PUBLIC_URL'],
  [
    'a proxy that is no address',
    { TENANTRY_TRUSTED_PROXIES: '10.0.0.0/8, proxy.example' },
    'TRUSTED_PROXIES',
  ],
  ['a network that is too narrow', { TENANTRY_TRUSTED_PROXIES: '10.0.0.0/33' }, 'TRUSTED_PROXIES'],
  ['half an API key', { TENANTRY_BOOTSTRAP_KEY: 'tny_1' }, 'BOOTSTRAP_KEY'],
])('%s is refused at the door', (_what, env, words) => {
  expect(faultsOf(env)).toContain(words);
});

test('clusters are a list with a name and a region each', () => {
  const clusters = [{ name: 'default', region: 'eu', context: 'kind' }];
  expect(parseConfig({ TENANTRY_CLUSTERS: JSON.stringify(clusters) }).CLUSTERS).toEqual(clusters);
  expect(faultsOf({ TENANTRY_CLUSTERS: '[{"name": "a"}]' })).toContain('TENANTRY_CLUSTERS.0.region');
  expect(faultsOf({ TENANTRY_CLUSTERS: 'default' })).toContain('no JSON such as');
});

test('usage is kept for ever, or longer than it may still come', () => {
  expect(parseConfig({}).USAGE_RETENTION_DAYS).toBeUndefined();
  expect(parseConfig({ TENANTRY_USAGE_RETENTION_DAYS: '38' }).USAGE_RETENTION_DAYS).toBe(38);
  expect(faultsOf({ TENANTRY_USAGE_RETENTION_DAYS: '37' })).toContain('at least 38 days with their defaults');
  const grace = { TENANTRY_USAGE_GRACE_MS: '172800000', TENANTRY_USAGE_RETENTION_DAYS: '38' };
  expect(faultsOf(grace)).toContain('TENANTRY_USAGE_RETENTION_DAYS: must be longer');
});
