import {
  newPaymentSchema,
  paymentLinkSchema,
  paymentListSchema,
  paymentSchema,
  statementParamsSchema,
} from '@tenantry/contracts/commercial/statement-api';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { byOf, tenantParams } from '../invoices/http-statements.ts';
import type { PaymentLinks } from './payment-links.ts';
import type { Payments } from './payments.ts';
import { BadReceipt } from './provider.ts';

export function paymentRoutes(payments: Payments): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/payments',
      operation: 'listPayments',
      tag: 'statements',
      summary: 'What a tenant paid, oldest first',
      params: tenantParams,
      responses: { 200: paymentListSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => ({
        status: 200,
        body: { items: [...(await payments.list(tenantId))] },
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/payments',
      operation: 'recordPayment',
      tag: 'statements',
      summary: 'Writes down money that came in',
      description: 'It pays the statement that it names, and what is open otherwise, the oldest first.',
      params: tenantParams,
      body: newPaymentSchema,
      responses: { 201: paymentSchema },
      tenantParam: 'tenantId',
      idempotent: true,
      handle: async ({ params: { tenantId }, body, newId, ...call }) => ({
        status: 201,
        body: await payments.record(tenantId, newId, { ...body, method: 'manual' }, byOf(call)),
      }),
    }),
  ];
}

const receiptSchema = z.object({ received: z.boolean() }).meta({ id: 'PaymentReceipt' });

export function paymentLinkRoutes(links: PaymentLinks): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/statements/{number}/payment-link',
      operation: 'createPaymentLink',
      tag: 'statements',
      summary: 'An address where what is open of a statement can be paid',
      description: 'The same until it runs out or something else is open. Only with a payment provider.',
      params: statementParamsSchema,
      responses: { 200: paymentLinkSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId, number }, ...call }) => ({
        status: 200,
        body: await links.ask(tenantId, number, byOf(call)),
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/payments/stripe/events',
      operation: 'receiveStripeEvent',
      tag: 'statements',
      summary: 'For the payment provider: what came in, signed',
      open: true,
      raw: {
        types: ['application/json'],
        limit: 256 * 1024,
        example: { type: 'checkout.session.completed' },
      },
      responses: { 200: receiptSchema },
      handle: async ({ bytes, header }) => {
        await links.receive({ bytes, header }).catch(error => {
          // One text for every fault: nobody learns by it how near they were.
          if (error instanceof BadReceipt)
            throw new Problem('invalid_request', 'it is no message of the provider', { cause: error });
          throw error;
        });
        return { status: 200, body: { received: true } };
      },
    }),
  ];
}
