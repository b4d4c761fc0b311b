import { Problem } from '../../http/problem.ts';

/** A page of another site cannot send it without being asked first, and nobody is told yes. */
const CSRF_HEADER = 'x-tenantry-csrf';
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

interface SiteRequest {
  readonly method: string;
  get(name: string): string | undefined;
}

/**
 * A browser sends the cookie also when a page of another site makes the request. What changes something must therefore
 * carry a header that only pages of this site can send, and come from here by what the browser says of it.
 * @throws Problem forbidden
 */
export function checkSameSite(request: SiteRequest, publicUrl: URL | undefined): void {
  if (SAFE.has(request.method)) return;
  if (!request.get(CSRF_HEADER)) {
    throw new Problem('forbidden', `with a session, send the header ${CSRF_HEADER}: 1`);
  }
  const site = request.get('sec-fetch-site');
  const origin = request.get('origin');
  const foreign = site !== undefined && site !== 'same-origin' && site !== 'none';
  if (foreign || (origin !== undefined && !isOwn(origin, publicUrl, request.get('host')))) {
    throw new Problem('forbidden', 'with a session, only pages of this address may ask for changes');
  }
}

/** Without a public address the host is compared: a proxy in front may speak https where this server does not. */
function isOwn(origin: string, publicUrl: URL | undefined, host: string | undefined): boolean {
  if (publicUrl !== undefined) return origin === publicUrl.origin;
  return URL.canParse(origin) && host !== undefined && new URL(origin).host === host.toLowerCase();
}
