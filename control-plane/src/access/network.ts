import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network that an address counts as one with: an IPv4 address itself, and the /64 of an IPv6 address, since whoever
 * has one has all of them.
 */
export function networkOf(address: string | undefined): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  return isIPv6(plain) ? `${groupsOf(plain).slice(0, 4).join(':')}::/64` : 'unknown';
}

/** What is kept of an address for people to look at: enough to see where from, too little to name a person's home. */
export function coarseNetworkOf(address: string | undefined): string {
  const network = networkOf(address);
  if (isIPv4(network)) return `${network.split('.').slice(0, 3).join('.')}.0/24`;
  return network === 'unknown' ? network : `${network.split(':').slice(0, 3).join(':')}::/48`;
}

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: gap }, () => '0'), ...right].map(group =>
    (Number.parseInt(group, 16) || 0).toString(16),
  );
}
