import {
  newPaymentSchema,
  paymentListSchema,
  paymentSchema,
} from '@tenantry/contracts/commercial/statement-api';
import { defineRoute, type Route } from '../http/route.ts';
import { byOf, tenantParams } from '../invoices/http-statements.ts';
import type { Payments } from './payments.ts';

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
