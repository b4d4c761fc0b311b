import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { Api } from './api-client.ts';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
/** Of an admin: 32 hexadecimal digits and 43 letters and digits, made anew by each run. */
const KEY = `tny_${randomBytes(16).toString('hex')}_${randomBytes(43).toString('hex').slice(0, 43)}`;
const listening = z.object({ msg: z.literal('listening'), address: z.string() });

/** A control plane in a process of its own, as it runs in production but for the limit of requests a second. */
export interface BenchServer {
  readonly address: string;
  readonly key: string;
  /** Seconds from its start until it was ready. */
  readonly startSeconds: number;
  api(sockets: number): Api;
  /** Metrics without labels, by name. */
  metrics(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
}

/** So slowly that what is measured is not how everybody is looked through after a start. */
const HARDLY_SWEEPING = 24 * 3_600_000;

/**
 * Starts one on a store; it ends with this process. `folder` is for what it keeps beside the store, `sweepMs` over how
 * long it looks through ten thousand tenants.
 */
export async function startServer(
  storeUrl: string,
  folder: string,
  sweepMs = HARDLY_SWEEPING,
): Promise<BenchServer> {
  const began = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      TENANTRY_STORE_URL: storeUrl,
      TENANTRY_DATA_DIR: join(folder, 'data'),
      TENANTRY_LISTEN_ADDRESS: '127.0.0.1:0',
      TENANTRY_BOOTSTRAP_KEY: KEY,
      TENANTRY_RATE_PER_SECOND: '1000000',
      TENANTRY_RATE_BURST: '1000000',
      TENANTRY_SWEEP_MS: String(sweepMs),
      ...(storeUrl.startsWith('mongodb') && { TENANTRY_SEALING_KEY: sealingKey() }),
    },
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const address = await addressOf(child);
  const api = (sockets: number) => new Api(address, KEY, sockets);
  const own = api(1);
  while ((await own.get('/readyz')).status !== 200) await new Promise(resolve => setTimeout(resolve, 50));
  return {
    address,
    key: KEY,
    startSeconds: (performance.now() - began) / 1_000,
    api,
    metrics: async () => metricsIn((await own.get('/metrics')).text),
    stop: async () => {
      own.close();
      process.off('exit', kill);
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

/** Reads on, so that the process never waits for whoever reads its log; what it warns of is shown. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const read = (chunk: string) => {
      const lines = (text + chunk).split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        const parsed = line.includes('"listening"') ? listening.safeParse(JSON.parse(line)) : undefined;
        if (parsed?.success) resolve(parsed.data.address);
        else if (!line.includes('"level":"info"')) process.stderr.write(`${line}\n`);
      }
    };
    child.stdout?.setEncoding('utf8').on('data', read);
    child.stderr?.setEncoding('utf8').on('data', read);
    child.once('exit', code => reject(new Error(`the control plane ended with ${code}`)));
  });
}

function metricsIn(text: string): ReadonlyMap<string, number> {
  const lines = text.split('\n').map(line => /^(\w+) (\S+)$/.exec(line) ?? []);
  return new Map(lines.flatMap(([, name, value]) => (name === undefined ? [] : [[name, Number(value)]])));
}

function sealingKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
