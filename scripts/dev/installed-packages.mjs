// Whether node_modules holds what package-lock.json says. Plain JavaScript: the bootstrap runs it on Node 20.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 */

/**
 * Compares the lock file with npm's own record of what it installed, which it writes last: an installation that
 * was interrupted has none. Optional packages may be missing (they are for other platforms).
 *
 * @param {string} root folder of package-lock.json
 * @returns {string | undefined} why an installation is needed, or nothing when all is there
 */
export function staleReason(root) {
  const locked = readPackages(join(root, 'package-lock.json'));
  if (locked === undefined) throw new Error(`${join(root, 'package-lock.json')} is missing or no lock file`);
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (installed === undefined) return 'nothing is installed yet';
  for (const [path, wanted] of Object.entries(locked)) {
    if (!path.includes('node_modules/')) continue;
    const found = installed[path];
    if (found === undefined) {
      if (wanted.optional || wanted.devOptional) continue;
      return `${path} is not installed`;
    }
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) {
      return `${path} is ${found.version}, and package-lock.json says ${wanted.version}`;
    }
  }
  return undefined;
}

/** @param {string} path @returns {LockedPackages | undefined} */
function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}
