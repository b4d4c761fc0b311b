import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtPath } from '../programs/build-programs.ts';
import { Unavailable } from '../unavailable.ts';
import { javaServerFolder } from './build-java-server.ts';
import { type MongoMachine, resolveMongo } from './resolve-mongo.ts';
import { startMongo } from './start-mongo.ts';
import { ferretdbModule, javaServerProject } from './wire-servers.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'tenantry-mongo-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

/** A machine with nothing on it, but for what is given. */
function machine(parts: Partial<MongoMachine> = {}): MongoMachine {
  const never = async () => {
    throw new Error('nothing is to be built here');
  };
  return {
    env: {},
    cache: join(dir, 'cache'),
    findImage: async () => ({ problem: 'no Docker engine' }),
    findGo: async () => ({ problem: 'no go on PATH' }),
    findJava: async () => ({ problem: 'no java on PATH' }),
    buildGo: never,
    buildJava: never,
    ...parts,
  };
}

function resolve(kind: Parameters<typeof resolveMongo>[0], parts: Partial<MongoMachine> = {}) {
  return resolveMongo(kind, () => undefined, machine(parts));
}

function mongodOnPath(): string {
  mkdirSync(join(dir, 'bin'));
  writeFileSync(join(dir, 'bin', 'mongod'), '#!/bin/sh\n');
  chmodSync(join(dir, 'bin', 'mongod'), 0o755);
  return join(dir, 'bin');
}

test('a server that is told comes before one that is found', async () => {
  const env = { TENANTRY_MONGODB_URL: 'mongodb://db.example', PATH: mongodOnPath() };
  expect(await resolve('real', { env })).toMatchObject({ source: 'told', url: 'mongodb://db.example' });
  expect(await resolve('any', { env })).toMatchObject({ source: 'told' });
});

test('a mongod on PATH comes before an image, an image before what can be built', async () => {
  const findImage = async () => ({ image: 'mongo:8.0' });
  const PATH = mongodOnPath();
  expect(await resolve('any', { env: { PATH }, findImage })).toMatchObject({ source: 'path' });
  expect(await resolve('any', { findImage })).toMatchObject({
    source: 'docker',
    reason: expect.stringContaining('no mongod on PATH'),
  });
});

test('what was built before is taken as it is', async () => {
  mkdirSync(javaServerFolder(join(dir, 'cache'), javaServerProject()), { recursive: true });
  const ferretdb = builtPath(join(dir, 'cache'), ferretdbModule(), 'ferretdb');
  mkdirSync(join(ferretdb, '..'), { recursive: true });
  writeFileSync(ferretdb, '');
  const findJava = async () => ({ version: 17 });
  expect(await resolve('mongo-java-server', { findJava })).toMatchObject({ source: 'mongo-java-server' });
  expect(await resolve('ferretdb')).toMatchObject({ source: 'ferretdb', program: ferretdb });
});

test('the wire servers are built where Java, Maven and Go are', async () => {
  const built: string[] = [];
  const parts: Partial<MongoMachine> = {
    findJava: async () => ({ version: 21 }),
    findGo: async () => ({ version: '1.26.8' }),
    buildJava: async (_, { id }) => void built.push(id),
    buildGo: async (_, { id }) => void built.push(id),
  };
  expect((await resolve('any', parts)).reason).toMatch(/built with Maven and Java 21; .*no mongod on PATH/);
  expect((await resolve('ferretdb', parts)).reason).toMatch(/built with Go 1\.26\.8/);
  expect(built).toEqual([
    expect.stringMatching(/^mongo-java-server-1\.47\.0-/),
    expect.stringMatching(/^ferretdb-1\.24\.0-/),
  ]);
});

test.each([
  ['real', /No mongod.*TENANTRY_MONGODB_URL names no server.*no mongod on PATH.*put mongod on PATH/s],
  ['mongo-java-server', /No mongo-java-server.*no java on PATH.*install Java 17/s],
  ['ferretdb', /No ferretdb.*no go on PATH.*install Go/s],
] as const)('where no %s can be had, it says what was looked for and what would help', async (kind, says) => {
  const refused = resolve(kind);
  await expect(refused).rejects.toThrow(Unavailable);
  await expect(refused).rejects.toThrow(says);
});

test('a server that is told is used with a database of its own, and its options', async () => {
  const url = 'mongodb://user:p%40ss@a.example:1,b.example/theirs?authSource=admin';
  const mongo = await startMongo({ source: 'told', url, reason: '' });
  expect(mongo.url).toMatch(
    /^mongodb:\/\/user:p%40ss@a\.example:1,b\.example\/tenantry_\w{12}\?authSource=admin$/,
  );
});
