/**
 * The page itself (index.html) asks who is signed in and, when somebody is, what this page shows first, while the
 * scripts are still on their way. Whoever asks for the same here gets that answer, once.
 */
interface FirstRead {
  readonly answer: Promise<Response>;
  /** Milliseconds of the epoch, by the clock of the device. */
  readonly askedAt: number;
}

declare global {
  var tenantryFirstReads: Map<string, FirstRead> | undefined;
}

/** What is older is asked for again: much may have happened since, a sign-in by somebody else above all. */
const GOOD_FOR_MS = 10_000;

/** The answer that is on its way to the very request. */
export function takeFirstRead({ method, url }: Request): FirstRead | undefined {
  const reads = globalThis.tenantryFirstReads;
  const read = method === 'GET' ? reads?.get(url) : undefined;
  if (read === undefined) return undefined;
  reads?.delete(url);
  return Date.now() - read.askedAt < GOOD_FOR_MS ? read : undefined;
}

/** What another person was answered is nobody's. */
export function forgetFirstReads(): void {
  globalThis.tenantryFirstReads?.clear();
}
