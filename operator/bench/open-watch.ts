import { request } from 'node:https';
import { createInterface } from 'node:readline';
import type { Credentials } from '../../scripts/dev/cluster/local-cluster.ts';
import type { KubeObject } from '../src/runtime/objects.ts';

/** A resource that was defined a moment ago refuses watches until its cache is there. */
const RETRY_MS = 200;

/** Watches a collection, from what there is now, until the returned function is called. */
export function openWatch(
  server: string,
  credentials: Credentials,
  path: string,
  onObject: (object: KubeObject) => void,
): () => void {
  let stopped = false;
  let close = (): void => undefined;
  const open = () => {
    if (stopped) return;
    const watch = request(new URL(path, server), { ...credentials }, response => {
      if (response.statusCode !== 200) {
        response.resume();
        setTimeout(open, RETRY_MS);
        return;
      }
      const lines = createInterface({ input: response });
      lines.on('line', line => onObject((JSON.parse(line) as { object: KubeObject }).object));
      lines.on('error', ignored);
    });
    watch.on('error', ignored);
    watch.end();
    close = () => watch.destroy();
  };
  open();
  return () => {
    stopped = true;
    close();
  };
}

function ignored(): void {
  // Errors come when the watch is closed on purpose, or with its cluster.
}
