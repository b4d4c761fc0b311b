import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Settings of the whole machine that a kubelet and the bridge plugin change. */
const SETTINGS = [
  'vm/overcommit_memory',
  'vm/panic_on_oom',
  'kernel/panic',
  'kernel/panic_on_oops',
  'kernel/keys/root_maxkeys',
  'kernel/keys/root_maxbytes',
  'net/ipv4/ip_forward',
].map(name => `/proc/sys/${name}`);

/** Writes down how they are, to be put back by restoreKernelSettings. */
export function recordKernelSettings(file: string): void {
  const found = SETTINGS.filter(existsSync).map(path => [path, readFileSync(path, 'utf8')]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(found)));
}

/** Puts back what was recorded, as far as it is allowed. */
export function restoreKernelSettings(file: string): void {
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  for (const path of SETTINGS) {
    const value = recorded[path];
    if (value === undefined || readFileSync(path, 'utf8') === value) continue;
    try {
      writeFileSync(path, value);
    } catch {
      // A container may not; nor could the kubelet then have changed it.
    }
  }
}
