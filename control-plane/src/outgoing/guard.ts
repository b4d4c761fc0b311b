import type { Logger } from '../logger.ts';
import { parseHost } from './host.ts';
import { NameLookups } from './name-lookups.ts';
import { type Address, addressIn, Networks } from './networks.ts';
import { isMetadata, refusedBecause } from './refused-networks.ts';

export type { Address } from './networks.ts';

/** Every address of a name. `signal`: nobody waits for it any longer. */
export type Lookup = (name: string, signal?: AbortSignal) => Promise<readonly Address[]>;

/**
 * Nothing is sent there. Every cause has one text, so that whoever gives the address learns nothing about this network
 * by it; `cause` is for the log.
 */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
  constructor(cause: string) {
    super('the address cannot be reached from here', { cause });
  }
}

/** Where a request goes: the name that it is for, and the addresses that were checked. */
export interface Target {
  readonly url: URL;
  /** For the header Host, and for TLS unless it is an address. */
  readonly hostname: string;
  /** At least one; nothing else is connected to. */
  readonly addresses: readonly [Address, ...Address[]];
}

export interface OutgoingGuardOptions {
  /** Networks (CIDR) that may be reached although they are not public, and without TLS. */
  readonly allow: readonly string[];
  /** The only ports that may be reached; any when left out. */
  readonly ports?: readonly number[] | undefined;
  readonly lookup?: Lookup;
  /** Is told why something was refused. */
  readonly logger?: Logger;
}

/**
 * Every connection that goes out to an address somebody gave, be it a webhook, a mail server, an issuer or a payment
 * provider, asks here first. A name is looked up once, all of its addresses are checked, and the connection goes to
 * those and no others: what the name says a moment later does not matter.
 */
export class OutgoingGuard {
  readonly #allow: Networks;
  readonly #ports: ReadonlySet<number> | undefined;
  readonly #lookup: Lookup;
  readonly #logger: Logger | undefined;

  constructor({ allow, ports, lookup = systemLookup(), logger }: OutgoingGuardOptions) {
    this.#allow = new Networks(allow);
    this.#ports = ports && new Set(ports);
    this.#lookup = lookup;
    this.#logger = logger;
  }

  /**
   * The address to connect to. For other protocols than HTTP; name the host in TLS (`servername`), connect to the
   * address.
   * @throws OutgoingRefused
   */
  async resolve(host: string): Promise<Address> {
    return this.#logged(host, async () => (await this.#addressesOf(host)).addresses[0]);
  }

  /** Checks a whole URL. `signal`: the caller waits no longer. @throws OutgoingRefused */
  async target(text: string, signal?: AbortSignal): Promise<Target> {
    return this.#logged(hostForLog(text), async () => {
      const url = this.#checkedUrl(text);
      const { hostname, addresses } = await this.#addressesOf(url.hostname, signal);
      if (url.protocol === 'http:' && !addresses.every(address => this.#isAllowed(address)))
        throw new OutgoingRefused('without TLS only allowed networks are reached');
      return { url, hostname, addresses };
    });
  }

  /**
   * What can be said of a URL without asking anybody, when it is entered: a fault in words for whoever enters it.
   * It may still be refused when it is used.
   */
  faultOf(text: string): string | undefined {
    const url = URL.parse(text);
    if (url === null || !/^https?:\/\//i.test(text)) return 'must be an address that begins with https://';
    if (url.username !== '' || url.password !== '') return 'must not have a user or password in it';
    const host = parseHost(url.hostname);
    if (host === undefined) return 'names no host';
    const refused = 'address' in host && !this.#admits(host);
    if (refused) return 'cannot be reached from here';
    if (url.protocol === 'http:' && 'address' in host && !this.#isAllowed(host)) return 'must be https';
    return undefined;
  }

  #checkedUrl(text: string): URL {
    const url = URL.parse(text);
    if (url === null) throw new OutgoingRefused('no URL');
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new OutgoingRefused('neither http nor https');
    if (url.username !== '' || url.password !== '') throw new OutgoingRefused('the URL has a user in it');
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    if (port === 0 || (this.#ports && !this.#ports.has(port))) throw new OutgoingRefused(`port ${port}`);
    return url;
  }

  async #addressesOf(host: string, signal?: AbortSignal): Promise<Pick<Target, 'hostname' | 'addresses'>> {
    const parsed = parseHost(host);
    if (parsed === undefined) throw new OutgoingRefused('no host');
    const hostname = 'name' in parsed ? parsed.name : parsed.address;
    const found = 'name' in parsed ? await this.#lookedUp(parsed.name, signal) : [parsed];
    for (const address of found) {
      if (!this.#admits(address))
        throw new OutgoingRefused(
          `${address.address} is refused: ${refusedBecause(address) ?? 'no address'}`,
        );
    }
    // Many networks have no way out for IPv6; those with none for IPv4 have no such addresses to offer.
    const [first, ...others] = found.toSorted((a, b) => a.family - b.family);
    if (first === undefined) throw new OutgoingRefused('the name has no address');
    return { hostname, addresses: [first, ...others] };
  }

  async #lookedUp(name: string, signal?: AbortSignal): Promise<readonly Address[]> {
    try {
      return await this.#lookup(name, signal);
    } catch (error) {
      throw new OutgoingRefused(`the name is not found: ${error instanceof Error ? error.message : error}`);
    }
  }

  #admits(address: Address): boolean {
    if (addressIn(address.address)?.family !== address.family) return false;
    return refusedBecause(address) === undefined || this.#isAllowed(address);
  }

  #isAllowed(address: Address): boolean {
    return isMetadata(address) ? this.#allow.names(address) : this.#allow.has(address);
  }

  async #logged<T>(host: string, check: () => Promise<T>): Promise<T> {
    try {
      return await check();
    } catch (error) {
      if (error instanceof OutgoingRefused)
        this.#logger?.warn({ host, cause: error.cause }, 'a connection to the outside was refused');
      throw error;
    }
  }
}

/** Paths and queries may hold secrets of the receiver. */
function hostForLog(text: string): string {
  return URL.parse(text)?.host ?? 'unreadable';
}

function systemLookup(): Lookup {
  const lookups = new NameLookups();
  return (name, signal) => lookups.find(name, signal);
}
