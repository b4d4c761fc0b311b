import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../processes/free-port.ts';
import { Supervisor } from '../processes/supervisor.ts';
import type { SupervisedCommand } from '../processes/supervisor-protocol.ts';
import { waitFor } from '../processes/wait-for.ts';
import { startMongoContainer } from './mongo-container.ts';
import type { MongoChoice } from './resolve-mongo.ts';

/** Milliseconds for a server to listen while other suites load the machine. */
const READY_TIMEOUT = 60_000;

export interface LocalMongo {
  /** Address of a database of its own, that nothing else uses. */
  readonly url: string;
  readonly choice: MongoChoice;
  /** Ends the process and removes its files. A server that was told runs on: drop the database first. */
  stop(): Promise<void>;
}

/** A server that can be ended as by a power cut, and started again with the files it had, at the same address. */
export interface RestartableMongo extends LocalMongo {
  halt(): Promise<void>;
  resume(): Promise<void>;
}

/** Only of servers that keep their data in files. */
export async function startRestartableMongo(
  choice: Extract<MongoChoice, { source: 'path' | 'ferretdb' }>,
): Promise<RestartableMongo> {
  const folders = new Supervisor();
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-mongo-'));
  folders.removeAtEnd(folder);
  const port = await freePort();
  let running = await runProgram(choice, port, folder);
  return {
    url: `mongodb://127.0.0.1:${port}/tenantry_restarted`,
    choice,
    halt: () => running.stop(),
    resume: async () => {
      running = await runProgram(choice, port, folder);
    },
    stop: async () => {
      await running.stop();
      await folders.stop();
    },
  };
}

async function runProgram(choice: ProgramChoice, port: number, folder: string): Promise<Supervisor> {
  const supervisor = new Supervisor();
  const log = join(folder, 'server.log');
  const command = { name: choice.source, log, grace: 0, cwd: folder, ...commandOf(choice, port, folder) };
  try {
    await Promise.race([
      supervisor.run(command),
      waitFor(choice.source, READY_TIMEOUT, () => isListening(port)),
    ]);
    return supervisor;
  } catch (error) {
    await supervisor.stop();
    throw error;
  }
}

/** Starts the server that was chosen, on a free port of the loopback interface; it ends with this process. */
export async function startMongo(choice: MongoChoice): Promise<LocalMongo> {
  const database = `tenantry_${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  const serve = (server: { url: string; stop(): Promise<void> }): LocalMongo => ({
    ...server,
    url: withDatabase(server.url, database),
    choice,
  });
  if (choice.source === 'told') return serve({ url: choice.url, stop: () => Promise.resolve() });
  if (choice.source === 'docker') return serve(await startMongoContainer(choice.image));
  return serve(await startProgram(choice));
}

type ProgramChoice = Exclude<MongoChoice, { source: 'told' | 'docker' }>;

async function startProgram(choice: ProgramChoice): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-mongo-'));
  const port = await freePort();
  const supervisor = await runProgram(choice, port, folder).catch(async error => {
    await rm(folder, { recursive: true, force: true });
    throw error;
  });
  supervisor.removeAtEnd(folder);
  return { url: `mongodb://127.0.0.1:${port}`, stop: () => supervisor.stop() };
}

function commandOf(
  choice: ProgramChoice,
  port: number,
  folder: string,
): Pick<SupervisedCommand, 'command' | 'args'> {
  switch (choice.source) {
    case 'path':
      return {
        command: choice.program,
        args: ['--dbpath', folder, '--bind_ip', '127.0.0.1', '--port', String(port)],
      };
    case 'mongo-java-server': {
      const classes = [join(choice.folder, 'classes'), join(choice.folder, 'lib', '*')].join(':');
      const memory = ['-Xmx512m', '-XX:+UseSerialGC'];
      return {
        command: 'java',
        args: [...memory, '-cp', classes, choice.mainClass, '127.0.0.1', String(port)],
      };
    }
    case 'ferretdb':
      return { command: choice.program, args: [`127.0.0.1:${port}`, folder] };
  }
}

function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** The same servers, credentials and options, and another database. */
function withDatabase(url: string, database: string): string {
  const [, servers = '', options = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(url) ?? [];
  if (servers === '') throw new Error('TENANTRY_MONGODB_URL is no mongodb:// address');
  return `${servers}/${database}${options}`;
}
