import { createHmac, timingSafeEqual } from 'node:crypto';
import { BadReceipt } from '../provider.ts';

/** How old a message may be, and how far ahead of our clock. */
const TOLERANCE_SECONDS = 300;
const MOST_SIGNATURES = 10;

/**
 * Checks `Stripe-Signature: t=<seconds>,v1=<hex>[,v1=…]`: HMAC-SHA256 over `<t>.<body>`
 * (docs.stripe.com/webhooks/signature). While secrets are rotated there are several signatures, and one has to fit.
 * @param now milliseconds since 1970
 * @throws BadReceipt
 */
export function verifyStripeSignature(
  header: string | undefined,
  body: Uint8Array,
  secret: string,
  now: number,
): void {
  const parts = (header ?? '').split(',').map(part => part.trim());
  const time = parts.find(part => part.startsWith('t='))?.slice(2) ?? '';
  if (!/^\d{1,12}$/.test(time)) throw new BadReceipt('it has no time of signature');
  const signatures = parts.filter(part => part.startsWith('v1=')).slice(0, MOST_SIGNATURES);
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  const fits = signatures.some(signature => {
    const given = Buffer.from(signature.slice(3), 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!fits) throw new BadReceipt('no signature fits');
  if (Math.abs(now / 1_000 - Number(time)) > TOLERANCE_SECONDS) throw new BadReceipt('it is too old');
}
