import { BlockList, isIP } from 'node:net';

export type Family = 4 | 6;

/** An IP address in the form that sockets take: no odd spelling, no zone. */
export interface Address {
  readonly address: string;
  readonly family: Family;
}

/** Networks such as `10.0.0.0/8`, single addresses as `/32`, `/128` or bare. */
export class Networks {
  readonly #list = new BlockList();
  /** Those of a single address, as they were written once parsed. */
  readonly #single = new BlockList();

  /** @throws TypeError for what is no network */
  constructor(networks: readonly string[]) {
    for (const text of networks) {
      const { address, family, bits } = parseNetwork(text);
      this.#list.addSubnet(address, bits, typeOf(family));
      if (bits === BITS[family]) this.#single.addAddress(address, typeOf(family));
    }
  }

  has({ address, family }: Address): boolean {
    return this.#list.check(address, typeOf(family));
  }

  /** Whether this very address is listed, not a network around it. */
  names({ address, family }: Address): boolean {
    return this.#single.check(address, typeOf(family));
  }
}

const BITS = { 4: 32, 6: 128 } as const;

/** The address in a text that is one; nothing for a name, and for an address with a zone. */
export function addressIn(text: string): Address | undefined {
  const family = isIP(text);
  return (family === 4 || family === 6) && !text.includes('%') ? { address: text, family } : undefined;
}

/** @throws TypeError for what is no network */
export function parseNetwork(text: string): Address & { readonly bits: number } {
  const [ip = '', bits, ...rest] = text.split('/');
  const found = addressIn(ip);
  const most = found && BITS[found.family];
  const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : undefined;
  if (found === undefined || most === undefined || length === undefined || length > most || rest.length > 0)
    throw new TypeError(`"${text}" is no network such as 10.0.0.0/8`);
  return { ...found, bits: length };
}

function typeOf(family: Family): 'ipv4' | 'ipv6' {
  return family === 4 ? 'ipv4' : 'ipv6';
}
