import { existsSync } from 'node:fs';
import type { Log } from '../log.ts';
import { buildPrograms, builtPath, programCache } from '../programs/build-programs.ts';
import { findGo, GO_FLOOR } from '../programs/find-go.ts';
import { findOnPath } from '../programs/find-on-path.ts';
import { Unavailable } from '../unavailable.ts';
import { buildJavaServer, findJava, JAVA_FLOOR, javaServerFolder } from './build-java-server.ts';
import { findMongoImage } from './mongo-container.ts';
import { ferretdbModule, javaServerProject } from './wire-servers.ts';

/**
 * What speaks the MongoDB protocol: `real` is a mongod, told, found or in Docker, and the other two can be built
 * anywhere. `any` is the first that can be had.
 */
export type MongoKind = 'any' | 'real' | 'mongo-java-server' | 'ferretdb';

/** The servers that a suite of the store runs on, each by itself. */
export const MONGO_KINDS = ['real', 'mongo-java-server', 'ferretdb'] as const;

export type MongoChoice = { readonly reason: string } & (
  | { readonly source: 'told'; readonly url: string }
  | { readonly source: 'path'; readonly program: string }
  | { readonly source: 'docker'; readonly image: string }
  | { readonly source: 'mongo-java-server'; readonly folder: string; readonly mainClass: string }
  | { readonly source: 'ferretdb'; readonly program: string }
);

/** The parts of the machine that the choice depends on; tests give their own. */
export interface MongoMachine {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  readonly findImage: typeof findMongoImage;
  readonly findGo: typeof findGo;
  readonly findJava: typeof findJava;
  readonly buildGo: typeof buildPrograms;
  readonly buildJava: typeof buildJavaServer;
}

type Found = MongoChoice | { readonly problem: string };

function thisMachine(): MongoMachine {
  return {
    env: process.env,
    cache: programCache(),
    findImage: findMongoImage,
    findGo,
    findJava,
    buildGo: buildPrograms,
    buildJava: buildJavaServer,
  };
}

/**
 * Chooses a server, building one where that is what serves. Never one that merely listens on the usual port: a test
 * must not meet somebody's data. Rejects with Unavailable, which says what would help.
 */
export async function resolveMongo(
  kind: MongoKind,
  log: Log = () => undefined,
  machine: MongoMachine = thisMachine(),
): Promise<MongoChoice> {
  const real = [told, onPath, inDocker];
  const ways = { real, 'mongo-java-server': [javaServer], ferretdb: [ferretdb], any: [...real, javaServer] }[
    kind
  ];
  const problems: string[] = [];
  for (const way of ways) {
    const found = await way(machine, log);
    if (!('problem' in found)) return { ...found, reason: [found.reason, ...problems].join('; ') };
    problems.push(found.problem);
  }
  throw unavailable(kind, problems);
}

async function told({ env }: MongoMachine): Promise<Found> {
  const url = env['TENANTRY_MONGODB_URL'];
  if (!url) return { problem: 'TENANTRY_MONGODB_URL names no server' };
  return { source: 'told', url, reason: 'named by TENANTRY_MONGODB_URL' };
}

async function onPath({ env }: MongoMachine): Promise<Found> {
  const program = findOnPath('mongod', env);
  return program
    ? { source: 'path', program, reason: `found at ${program}` }
    : { problem: 'no mongod on PATH' };
}

async function inDocker({ findImage }: MongoMachine): Promise<Found> {
  const found = await findImage();
  return 'problem' in found
    ? found
    : { source: 'docker', image: found.image, reason: `image ${found.image}` };
}

async function javaServer(machine: MongoMachine, log: Log): Promise<Found> {
  const project = javaServerProject();
  const folder = javaServerFolder(machine.cache, project);
  const before = existsSync(folder);
  const java = await machine.findJava(!before);
  if ('problem' in java) return java;
  if (!before) await machine.buildJava(machine.cache, project, log);
  const how = before ? `built before, in ${folder}` : `built with Maven and Java ${java.version}`;
  return {
    source: 'mongo-java-server',
    folder,
    mainClass: project.mainClass,
    reason: `mongo-java-server ${project.version}, ${how}`,
  };
}

async function ferretdb(machine: MongoMachine, log: Log): Promise<Found> {
  const module = ferretdbModule();
  const program = builtPath(machine.cache, module, 'ferretdb');
  const name = `FerretDB ${module.version}`;
  if (existsSync(program))
    return { source: 'ferretdb', program, reason: `${name}, built before, at ${program}` };
  const go = await machine.findGo();
  if ('problem' in go) return go;
  await machine.buildGo(machine.cache, module, ['ferretdb'], log);
  return { source: 'ferretdb', program, reason: `${name}, built with Go ${go.version}` };
}

function unavailable(kind: MongoKind, problems: readonly string[]): Unavailable {
  const what = kind === 'real' || kind === 'any' ? 'No mongod' : `No ${kind}`;
  const help = {
    real: [],
    any: [`install Java ${JAVA_FLOOR} or newer and Maven: a server of the protocol is then built, once`],
    'mongo-java-server': [`install Java ${JAVA_FLOOR} or newer (the JDK) and Maven`],
    ferretdb: [`install Go ${GO_FLOOR} or newer (https://go.dev/dl/)`],
  }[kind];
  const forReal = [
    'set TENANTRY_MONGODB_URL to a server on which databases may be made and dropped',
    'put mongod on PATH',
    'start Docker, with access to an image registry',
  ];
  return new Unavailable(
    [
      `${what} can be had on this machine:`,
      ...problems.map(problem => `  - ${problem}`),
      'Any one of these helps:',
      ...[...help, ...(kind === 'real' || kind === 'any' ? forReal : [])].map(line => `  - ${line}`),
    ].join('\n'),
  );
}
