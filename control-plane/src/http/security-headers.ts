import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * What browsers are told about every answer, refusals included: the API is data, so nothing of it may run, be framed,
 * be guessed to be of another type, or be read by another site. A page that needs more says so with its own policy.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
    // Browsers heed it over TLS only. Hosts below this one are not ours to speak for.
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: false },
  });
}
