import { isLoopback } from '../loopback.ts';

/** Names and attributes of cookies for a browser that came by a certain address. */
export interface CookieJar {
  readonly session: string;
  readonly signIn: string;
  readonly secure: boolean;
}

/**
 * Cookies are `Secure` and `__Host-` (no other host or path can set them) unless the browser is on this very machine,
 * where there is no TLS and nobody in between. The public address decides; without one the `Host` of the request does,
 * which only the browser itself or whoever sits between could change.
 */
export function cookieJar(publicUrl: URL | undefined, host: string | undefined): CookieJar {
  const secure = !isLoopback(publicUrl?.hostname ?? hostnameOf(host));
  const prefix = secure ? '__Host-' : '';
  return { session: `${prefix}tenantry-session`, signIn: `${prefix}tenantry-sign-in`, secure };
}

/** A `Set-Cookie`. Lax, not Strict: a person that comes back from the issuer comes from another site. */
export function setCookie(jar: CookieJar, name: string, value: string, maxAgeSeconds: number): string {
  const age = Math.max(0, Math.floor(maxAgeSeconds));
  return `${name}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${jar.secure ? '; Secure' : ''}`;
}

export function clearCookie(jar: CookieJar, name: string): string {
  return setCookie(jar, name, '', 0);
}

const VALUE = /^[\w.-]{1,2000}$/;

/** The value of a cookie, when it is there once and is made of letters, digits, `.`, `-` and `_`. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map(part => part.trim())
    .filter(part => part.startsWith(`${name}=`))
    .map(part => part.slice(name.length + 1));
  const [value] = values;
  return values.length === 1 && value !== undefined && VALUE.test(value) ? value : undefined;
}

function hostnameOf(host: string | undefined): string {
  return (host ?? '').replace(/:\d+$/, '');
}
