import { isIPv4 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Address, OutgoingGuard, OutgoingRefused } from './guard.ts';
import { TRICKS } from './tricks.test-support.ts';

const familyOf = (address: string) => (isIPv4(address) ? 4 : 6) as Address['family'];

/** A guard whose names resolve to what is given. */
function guardOf(to: readonly string[] | undefined, allow: readonly string[] = []): OutgoingGuard {
  return new OutgoingGuard({
    allow,
    lookup: async () => {
      if (to === undefined) throw new Error('ENOTFOUND');
      return to.map(address => ({ address, family: familyOf(address) }));
    },
  });
}

describe('of the tricks that are known', () => {
  test('there are more than 60', () => {
    expect(TRICKS.filter(({ must }) => must === 'be refused').length).toBeGreaterThan(60);
    expect(new Set(TRICKS.map(({ what }) => what)).size).toBe(TRICKS.length);
  });

  test.each(TRICKS)('$what must $must: $url', async ({ url, to, must }) => {
    const target = guardOf(to).target(url);
    if (must === 'be refused') {
      await expect(target).rejects.toThrow(OutgoingRefused);
      // The caller learns nothing of why.
      await expect(target).rejects.toThrow(/^the address cannot be reached from here$/);
      return;
    }
    const { addresses } = await target;
    if (to) expect(addresses.map(({ address }) => address).sort()).toEqual([...to].sort());
  });
});

/** Networks that are refused: as base and length, to draw addresses from. */
const NETWORKS_V4: readonly (readonly [number, number])[] = [
  [0x00000000, 8],
  [0x0a000000, 8],
  [0x64400000, 10],
  [0x7f000000, 8],
  [0xa9fe0000, 16],
  [0xac100000, 12],
  [0xc0000000, 24],
  [0xc0000200, 24],
  [0xc0a80000, 16],
  [0xc6120000, 15],
  [0xc6336400, 24],
  [0xcb007100, 24],
  [0xe0000000, 4],
  [0xf0000000, 4],
];

const refusedV4 = fc
  .tuple(fc.constantFrom(...NETWORKS_V4), fc.nat(0xffffffff))
  .map(([[base, bits], random]) => base + (random % 2 ** (32 - bits)));

const octets = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const groups = (value: number) => `${(value >>> 16).toString(16)}:${(value & 0xffff).toString(16)}`;
const spelled = (part: number, how: number) =>
  how === 0 ? String(part) : how === 1 ? `0x${part.toString(16)}` : `0${part.toString(8)}`;

/** An IPv4 address as somebody may write it, with as many parts and in what bases they like. */
const spelling = (value: number) =>
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(2), { minLength: 4, maxLength: 4 }), fc.boolean())
    .map(([count, bases, dot]) => {
      const all = octets(value);
      const head = all.slice(0, count - 1);
      const rest = all.slice(count - 1).reduce((sum, octet) => sum * 256 + octet, 0);
      const parts = [...head, rest].map((part, at) => spelled(part, bases[at] ?? 0));
      return parts.join('.') + (dot ? '.' : '');
    });

/** The same address inside an IPv6 address. */
const embedded = (value: number) =>
  fc.constantFrom(
    `::ffff:${groups(value)}`,
    `::${groups(value)}`,
    `::ffff:0:${groups(value)}`,
    `64:ff9b::${groups(value)}`,
    `64:ff9b:1::${groups(value)}`,
    `2002:${groups(value)}::1`,
    `2001:0:${groups(value)}::`,
    `::ffff:${octets(value).join('.')}`,
    `64:ff9b::${octets(value).join('.')}`,
  );

test('any address of a refused network is refused, in any spelling, literal or by a name', async () => {
  await fc.assert(
    fc.asyncProperty(
      refusedV4.chain(value => fc.tuple(fc.constant(value), spelling(value), embedded(value))),
      async ([value, spelt, inside]) => {
        const guard = guardOf([octets(value).join('.')]);
        await expect(guard.target(`https://${spelt}/`)).rejects.toThrow(OutgoingRefused);
        await expect(guard.resolve(spelt)).rejects.toThrow(OutgoingRefused);
        await expect(guard.target(`https://[${inside}]/`)).rejects.toThrow(OutgoingRefused);
        await expect(guard.resolve(inside)).rejects.toThrow(OutgoingRefused);
        await expect(guard.resolve('name.example')).rejects.toThrow(OutgoingRefused);
        await expect(guardOf([inside]).resolve('name.example')).rejects.toThrow(OutgoingRefused);
        await expect(guardOf(['93.184.215.14', inside]).resolve('name.example')).rejects.toThrow(
          OutgoingRefused,
        );
        expect(guard.faultOf(`https://${spelt}/`)).toBeDefined();
      },
    ),
    { numRuns: 1_000 },
  );
});

test('any IPv6 address outside global unicast is refused, whatever it is for', async () => {
  const group = fc.nat(0xffff);
  await fc.assert(
    fc.asyncProperty(fc.tuple(group, group, group, group, group, group, group, group), async parts => {
      const [first = 0, second] = parts;
      const isNat64 = first === 0x64 && second === 0xff9b;
      fc.pre((first < 0x2000 || first > 0x3fff) && !isNat64);
      const address = parts.map(part => part.toString(16)).join(':');
      await expect(guardOf(undefined).resolve(address)).rejects.toThrow(OutgoingRefused);
    }),
    { numRuns: 500 },
  );
});

test('an allowed network is reached, without TLS too, and nothing beside it', async () => {
  const guard = guardOf(['10.1.2.3'], ['10.1.0.0/16']);
  expect((await guard.target('http://inside.example/')).addresses).toEqual([
    { address: '10.1.2.3', family: 4 },
  ]);
  expect(await guard.resolve('10.1.255.255')).toEqual({ address: '10.1.255.255', family: 4 });
  await expect(guard.resolve('10.2.0.1')).rejects.toThrow(OutgoingRefused);
  await expect(guardOf(['10.1.2.3', '10.2.0.1'], ['10.1.0.0/16']).resolve('two.example')).rejects.toThrow();
});

test('a network that is allowed does not let in where a cloud tells credentials: only the address itself does', async () => {
  for (const allow of ['0.0.0.0/0', '169.254.0.0/16', '169.254.169.254/31'])
    await expect(guardOf(undefined, [allow]).resolve('169.254.169.254')).rejects.toThrow(OutgoingRefused);
  const named = guardOf(undefined, ['169.254.169.254']);
  expect(await named.resolve('169.254.169.254')).toEqual({ address: '169.254.169.254', family: 4 });
});

test('where ports are named no other is reached', async () => {
  const guard = new OutgoingGuard({
    allow: [],
    ports: [443, 8443],
    lookup: async () => [{ address: '93.184.215.14', family: 4 }],
  });
  await guard.target('https://public.example/');
  await guard.target('https://public.example:8443/');
  await expect(guard.target('https://public.example:22/')).rejects.toThrow(OutgoingRefused);
});
