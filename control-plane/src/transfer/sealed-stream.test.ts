import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHUNK_BYTES, decrypt, encrypt } from './sealed-stream.ts';

const SEALED = CHUNK_BYTES + 16;
const stream = { key: randomBytes(32), about: Buffer.from('a head') };

async function* inParts(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function gathered(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const whole: Uint8Array[] = [];
  for await (const part of parts) whole.push(part);
  return Buffer.concat(whole);
}

const sealed = (bytes: Uint8Array, part = 10_000) => gathered(encrypt(inParts(bytes, part), stream));
const opened = (bytes: Uint8Array, part = 7_777, as = stream) => gathered(decrypt(inParts(bytes, part), as));

test('what is encrypted comes back, whatever its length and in whatever parts it is given', async () => {
  const lengths = fc.oneof(
    fc.integer({ min: 0, max: 200 }),
    fc.integer({ min: CHUNK_BYTES - 2, max: CHUNK_BYTES + 2 }),
    fc.integer({ min: 2 * CHUNK_BYTES - 2, max: 2 * CHUNK_BYTES + 2 }),
  );
  const parts = fc.integer({ min: 1_000, max: 150_000 });
  await fc.assert(
    fc.asyncProperty(lengths, parts, parts, async (length, written, read) => {
      const bytes = randomBytes(length);
      expect((await opened(await sealed(bytes, written), read)).equals(bytes)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a bit that is changed anywhere is refused', async () => {
  const bytes = await sealed(randomBytes(CHUNK_BYTES + 500));
  await fc.assert(
    fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
      const altered = Buffer.from(bytes);
      altered[at] = (altered[at] ?? 0) ^ (1 << bit);
      await expect(opened(altered)).rejects.toMatchObject({ code: 'altered' });
    }),
    { numRuns: 100 },
  );
});

test('a stream that is cut short is refused, also where a chunk ends, and so is one that goes on', async () => {
  const bytes = await sealed(randomBytes(3 * CHUNK_BYTES));
  const ends = [0, 1, 15, 16, SEALED - 1, SEALED, SEALED + 1, 2 * SEALED, 3 * SEALED - 1];
  for (const end of ends) {
    await expect(opened(bytes.subarray(0, end)), `up to ${end}`).rejects.toMatchObject({ code: 'altered' });
  }
  for (const more of [1, 16, SEALED]) {
    await expect(opened(Buffer.concat([bytes, bytes.subarray(0, more)]))).rejects.toMatchObject({
      code: 'altered',
    });
  }
});

test('chunks in another order, twice, left out, or of another stream are refused', async () => {
  const bytes = await sealed(randomBytes(3 * CHUNK_BYTES + 5));
  const chunk = (n: number) => bytes.subarray(n * SEALED, (n + 1) * SEALED);
  const orders = [[1, 0, 2, 3], [0, 0, 1, 2, 3], [0, 2, 3], [3], [0, 1, 2, 3, 3]];
  for (const order of orders) {
    await expect(opened(Buffer.concat(order.map(chunk))), order.join()).rejects.toMatchObject({
      code: 'altered',
    });
  }
  const other = { ...stream, about: Buffer.from('another head') };
  await expect(opened(bytes, 5_000, other)).rejects.toMatchObject({ code: 'altered' });
});
