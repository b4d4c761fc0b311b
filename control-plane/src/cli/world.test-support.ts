import type { CliWorld } from './world.ts';

/** A world of which only what is given is there. */
export function partOfWorld(given: Partial<CliWorld>): CliWorld {
  const missing = () => Promise.reject(new Error('that is not in this world'));
  return {
    withApp: missing,
    withStore: missing,
    exportSecret: () => ({ passphrase: 'correct horse battery staple', log2N: 14 }),
    out: () => undefined,
    note: () => undefined,
    ...given,
  };
}
