import { type Address, addressIn } from './networks.ts';

/** What of a name may reach the parser: no blanks, no percent-encoding, no zone, no user, port or path. */
const NAME = /^[\p{L}\p{M}\p{N}\-._。．｡]+$/u;
const MOST_LETTERS = 253;

/**
 * The host as sockets are to see it. IPv4 in decimal, octal, hexadecimal or short forms is read as the URL standard
 * reads it (which is how `inet_aton` does), full-width digits and capitals are folded, names become ASCII (IDNA), one
 * dot at the end goes. What is then neither an address nor a name is nothing.
 */
export function parseHost(text: string): Address | { readonly name: string } | undefined {
  const inner = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (inner.includes(':')) return addressIn(inner);
  if (inner !== text || !NAME.test(text)) return undefined;
  const url = URL.parse(`https://${text}`);
  if (url === null || url.port !== '') return undefined;
  const name = url.hostname.replace(/\.$/, '');
  const address = addressIn(name);
  if (address) return address;
  const labels = name.split('.');
  const whole = name.length <= MOST_LETTERS && labels.every(label => /^[a-z0-9_-]{1,63}$/.test(label));
  return whole ? { name } : undefined;
}
