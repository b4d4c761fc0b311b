import { currencyExponent } from '@tenantry/contracts/commercial/currencies';
import { BadReceipt, PaymentRefused } from '../provider.ts';

/**
 * Stripe counts in the minor unit of ISO 4217, except for two currencies without one that it counts in hundredths, and
 * for those with three places, of which it takes two (docs.stripe.com/currencies, "Special cases").
 */
const COUNTED_IN_HUNDREDTHS: ReadonlySet<string> = new Set(['ISK', 'UGX']);

/** @throws PaymentRefused */
export function toStripeAmount(amountMinor: bigint, currency: string): string {
  if (COUNTED_IN_HUNDREDTHS.has(currency)) return String(amountMinor * 100n);
  if (currencyExponent(currency) === 3 && amountMinor % 10n !== 0n) {
    throw new PaymentRefused(`${currency} is taken with two places only`);
  }
  return String(amountMinor);
}

/** @throws BadReceipt */
export function fromStripeAmount(amount: number, currency: string): bigint {
  const minor = BigInt(amount);
  if (!COUNTED_IN_HUNDREDTHS.has(currency)) return minor;
  if (minor % 100n !== 0n) throw new BadReceipt(`${amount} is no amount of ${currency}`);
  return minor / 100n;
}
