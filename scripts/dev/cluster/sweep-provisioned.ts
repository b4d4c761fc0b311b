/**
 * Kubernetes' hostpath provisioner makes a folder per volume under /tmp/hostpath_pv, wherever it runs, and leaves
 * it when the cluster goes. Nothing is ever written there: simulated nodes run no process. So what is empty and
 * younger than the cluster (its start, in milliseconds, is the argument) can go; rmdir refuses anything else.
 */
import { readdirSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = '/tmp/hostpath_pv';
const since = Number(process.argv[2]);

function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path);
  } catch {
    // Not empty, or gone already.
  }
}

try {
  for (const name of readdirSync(FOLDER)) {
    const path = join(FOLDER, name);
    if (statSync(path).ctimeMs >= since) removeIfEmpty(path);
  }
  removeIfEmpty(FOLDER);
} catch {
  // No volume was ever provisioned, or another cluster sweeps at the same time.
}
