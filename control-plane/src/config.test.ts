import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
