import type { Enforcement } from '../data/types.ts';

/** When the notice that a tenant was given ends, the earliest of several; nothing of a rehearsal, which nobody was told. */
export function noticeOf(enforcement: Enforcement | undefined): string | undefined {
  if (enforcement === undefined || enforcement.rehearsal) return undefined;
  const ends = enforcement.grounds
    .filter(({ stage }) => stage === 'notice')
    .flatMap(({ noticeEndsAt }) => noticeEndsAt ?? []);
  return ends.sort()[0];
}
