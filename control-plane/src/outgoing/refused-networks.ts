import { type Address, Networks } from './networks.ts';

/**
 * Which addresses are no place of the public internet. IPv4: what IANA's registry of special-purpose addresses says is
 * not globally reachable, and multicast. IPv6: everything but global unicast (2000::/3), of which the same registry
 * takes some away; so mapped, compatible, unique-local, link-local, multicast and what is not given out yet are refused
 * without being named. https://www.iana.org/assignments/iana-ipv4-special-registry, …/iana-ipv6-special-registry
 */

const REFUSED_V4: readonly (readonly [network: string, what: string])[] = [
  ['0.0.0.0/8', 'unspecified, or this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by a carrier (CGNAT)'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'for protocols'],
  ['192.0.2.0/24', 'for documentation'],
  ['192.88.99.0/24', 'a relay of 6to4'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'for benchmarks'],
  ['198.51.100.0/24', 'for documentation'],
  ['203.0.113.0/24', 'for documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved, or broadcast'],
];

const REFUSED_V6: readonly (readonly [network: string, what: string])[] = [
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['::/96', 'compatible with IPv4'],
  ['::ffff:0:0/96', 'mapped from IPv4'],
  ['::ffff:0:0:0/96', 'translated from IPv4'],
  ['64:ff9b:1::/48', 'a local NAT64'],
  ['100::/64', 'discarded'],
  ['2001::/32', 'Teredo'],
  ['2001::/23', 'for protocols'],
  ['2001:db8::/32', 'for documentation'],
  ['2002::/16', '6to4'],
  ['3fff::/20', 'for documentation'],
  ['5f00::/16', 'for segment routing'],
  ['fc00::/7', 'unique-local'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'site-local'],
  ['ff00::/8', 'multicast'],
];

/**
 * Where clouds tell a machine its credentials. A network that is allowed does not let these in: only the address
 * itself, listed by somebody who means it.
 */
const METADATA = new Networks([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '100.100.100.200',
  '168.63.129.16',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd00:ec2::23',
  'fd20:ce::254',
]);

const GLOBAL_UNICAST = new Networks(['2000::/3']);
const NAT64 = new Networks(['64:ff9b::/96']);

const REASONS = [...REFUSED_V4, ...REFUSED_V6].map(([network, what]) => ({
  family: network.includes(':') ? 6 : 4,
  networks: new Networks([network]),
  what,
}));

export function isMetadata(address: Address): boolean {
  return METADATA.has(address);
}

/** Why nothing is sent to the address, as a word for the log; nothing when it is one of the public internet. */
export function refusedBecause(address: Address): string | undefined {
  if (METADATA.has(address)) return 'metadata of a cloud';
  if (address.family === 6 && NAT64.has(address)) {
    const inner = refusedBecause({ address: lastFour(address.address), family: 4 });
    return inner && `behind NAT64: ${inner}`;
  }
  const reason = REASONS.find(({ family, networks }) => family === address.family && networks.has(address));
  if (reason) return reason.what;
  return address.family === 4 || GLOBAL_UNICAST.has(address) ? undefined : 'no global unicast';
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastFour(address: string): string {
  // The parser of URLs writes it in full, lower-case hexadecimal groups, the longest run of zeros left out.
  const [, tail = ''] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = tail === '' ? [] : tail.split(':');
  const [high = 0, low = 0] = ['0', '0', ...groups].slice(-2).map(group => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
