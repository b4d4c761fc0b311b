import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/*
 * Set as this is imported, which main.ts does before anything else, for all that the operator then does. Its garbage is
 * JSON that dies young. V8's answer to bursts of it, a young generation that grows sixteenfold and an old one that may
 * double, costs more memory than the caches do; staying small costs a few per cent of processor time. Measured by
 * `npm run bench -w operator` (processor time, peak resident set).
 */
setFlagsFromString('--semi-space-growth-factor=1');
setFlagsFromString('--heap-growing-percent=25');

/** Gives back what importing the code left behind, which is more than the caches of a thousand tenants take. */
export function releaseImportGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
}
