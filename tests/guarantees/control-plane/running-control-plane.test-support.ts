import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { v7 as uuidv7 } from 'uuid';
import { formatKeyToken, newSecret } from '../../../control-plane/src/access/key-token.ts';
import { parseConfig } from '../../../control-plane/src/config.ts';
import { startControlPlane } from '../../../control-plane/src/control-plane.ts';
import { createLogger } from '../../../control-plane/src/logger.ts';
import { openStore } from '../../../control-plane/src/storage/open-store.ts';

export interface Sent {
  readonly body?: string | Uint8Array;
  /** Sent as JSON. */
  readonly json?: unknown;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the admin's key; null: none. */
  readonly token?: string | null;
}

export interface Answered {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed when it is JSON. */
  readonly body: unknown;
}

export interface RunningControlPlane extends AsyncDisposable {
  readonly url: string;
  readonly admin: string;
  /** Lines that the control plane has logged as its own failures. */
  readonly errors: readonly string[];
  send(method: string, path: string, sent?: Sent): Promise<Answered>;
}

/** The control plane as `main` starts it, on a store named by a URL, over HTTP on loopback. */
export async function runControlPlane(
  storeUrl: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningControlPlane> {
  const admin = formatKeyToken({ keyId: uuidv7(), secret: newSecret() });
  const config = parseConfig({
    TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
    TENANTRY_STORE_URL: storeUrl,
    // Keys are made beside the file, and not wherever the tests are run.
    ...(storeUrl.startsWith('sqlite:') && { TENANTRY_DATA_DIR: dirname(storeUrl.slice('sqlite:'.length)) }),
    TENANTRY_BOOTSTRAP_KEY: admin,
    TENANTRY_SHUTDOWN_TIMEOUT_MS: '5000',
    // Bad input comes by the thousand from one address here: its limits have tests of their own.
    TENANTRY_FAILED_SIGN_INS_PER_MINUTE: '1000000',
    TENANTRY_FAILED_SIGN_IN_BURST: '1000000',
    ...env,
  });
  const errors: string[] = [];
  const destination = new Writable({
    write(line, _encoding, done) {
      if (String(line).includes('"level":"error"')) errors.push(String(line));
      done();
    },
  });
  const logger = createLogger({ level: 'info', destination });
  const running = await startControlPlane({ config, store: await openStore(storeUrl), logger });
  return {
    url: running.address,
    admin,
    errors,
    send: (method, path, sent) => send(running.address, admin, method, path, sent),
    async [Symbol.asyncDispose]() {
      await running.stop();
    },
  };
}

/** A folder for a store, that goes with the test. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), `tenantry-bad-input-${randomUUID().slice(0, 8)}-`));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

async function send(
  url: string,
  admin: string,
  method: string,
  path: string,
  { body, json, type, headers, token = admin }: Sent = {},
): Promise<Answered> {
  const content = json === undefined ? body : JSON.stringify(json);
  const mediaType = type ?? (json === undefined ? undefined : 'application/json');
  const response = await fetch(url + path, {
    method,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(mediaType !== undefined && { 'content-type': mediaType }),
      ...headers,
    },
    ...(content !== undefined && { body: typeof content === 'string' ? content : new Uint8Array(content) }),
  });
  const text = await response.text();
  const mime = response.headers.get('content-type') ?? '';
  const parsed: unknown = mime.includes('json') && text !== '' ? JSON.parse(text) : undefined;
  return { status: response.status, type: mime, headers: response.headers, text, body: parsed };
}

/** The status of a request whose head no client library would send. */
export function sendHead(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { headers: { ...headers }, maxHeaderSize: 1024 * 1024 }, response => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.once('error', reject);
    sent.end();
  });
}
