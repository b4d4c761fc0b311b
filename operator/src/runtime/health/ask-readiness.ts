import { get } from 'node:http';

const PATIENCE_MS = 4_000;
/** Addresses to listen on that nothing can be sent to, and where their listeners are reached. */
const REACHED_AT: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** undefined when `/readyz` of an address of this machine answers with 200, else what is wrong. */
export function askReadiness(
  { host, port }: { readonly host: string; readonly port: number },
  patienceMs = PATIENCE_MS,
): Promise<string | undefined> {
  const where = `${host}:${port}`;
  return new Promise(resolve => {
    const request = get(
      { host: REACHED_AT[host] ?? host, port, path: '/readyz', agent: false, timeout: patienceMs },
      response => {
        response.resume();
        resolve(response.statusCode === 200 ? undefined : `${where} is not ready: ${response.statusCode}`);
      },
    );
    request.once('timeout', () => request.destroy(new Error(`no answer within ${patienceMs} ms`)));
    request.once('error', error => resolve(`${where} does not answer: ${error.message}`));
  });
}

/**
 * What `healthcheck` of an image does: 0 when the service of this container is ready, else 1 and why.
 * @param address throws when the configuration names none that can be meant
 */
export async function healthcheck(
  address: () => { readonly host: string; readonly port: number },
): Promise<number> {
  try {
    const fault = await askReadiness(address());
    if (fault === undefined) return 0;
    process.stderr.write(`${fault}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  return 1;
}
