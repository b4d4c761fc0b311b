import type { z } from 'zod';
import type { StripeOptions } from '../payments/stripe/stripe-provider.ts';
import { httpUrl, secret } from './values.ts';

export const paymentEntries = {
  STRIPE_KEY: secret(/^\S{8,255}$/, 'the secret key of a Stripe account')
    .optional()
    .meta({
      secret: true,
      description:
        'secret key of the Stripe account that takes payments. Without it nobody is asked, and payments are written down by hand',
    }),
  STRIPE_WEBHOOK_SECRET: secret(/^\S{16,255}$/, 'the signing secret of the endpoint')
    .optional()
    .meta({
      secret: true,
      description: 'signing secret of the endpoint `/v1/payments/stripe/events` in that account',
    }),
  STRIPE_URL: httpUrl.default('https://api.stripe.com').meta({ description: 'where its API is' }),
  STRIPE_RETURN_URL: httpUrl
    .optional()
    .meta({ description: 'where the browser of a customer who paid goes, or who would not pay' }),
};

/** Which entries mean nothing without which others. */
export const PAYMENT_NEEDS = [
  ['STRIPE_KEY', 'STRIPE_WEBHOOK_SECRET'],
  ['STRIPE_KEY', 'STRIPE_RETURN_URL'],
  ['STRIPE_WEBHOOK_SECRET', 'STRIPE_KEY'],
] as const;

export function stripeOptionsOf(
  config: z.output<z.ZodObject<typeof paymentEntries>>,
): StripeOptions | undefined {
  const { STRIPE_KEY: key, STRIPE_WEBHOOK_SECRET: webhookSecret, STRIPE_RETURN_URL: returnUrl } = config;
  if (key === undefined || webhookSecret === undefined || returnUrl === undefined) return undefined;
  return { url: config.STRIPE_URL.replace(/\/$/, ''), key, webhookSecret, returnUrl };
}
