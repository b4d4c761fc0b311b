import {
  billingDetailsInputSchema,
  billingSchema,
  creditListSchema,
  creditSchema,
  newCreditSchema,
} from '@tenantry/contracts/commercial/statement-api';
import { etagOf } from '../http/etag.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { BillingAccounts } from './billing-accounts.ts';
import type { BillingService } from './billing-service.ts';
import { byOf, tenantParams } from './http-statements.ts';

export function billingRoutes(
  billing: BillingService,
  accounts: Pick<BillingAccounts, 'standingOf'>,
): Route[] {
  const bodyOf = async (tenantId: string, { details }: Awaited<ReturnType<BillingService['details']>>) => {
    const standing = await accounts.standingOf(tenantId);
    return {
      details,
      standing:
        standing === undefined
          ? null
          : {
              ...standing,
              openMinor: String(standing.openMinor),
              overdueMinor: String(standing.overdueMinor),
            },
    };
  };
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/billing',
      operation: 'getBilling',
      tag: 'statements',
      summary: 'What statements of a tenant say, and what it owes',
      params: tenantParams,
      responses: { 200: billingSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => {
        const found = await billing.details(tenantId);
        return {
          status: 200,
          body: await bodyOf(tenantId, found),
          headers: { etag: etagOf(found.version) },
        };
      },
    }),
    defineRoute({
      method: 'put',
      path: '/v1/tenants/{tenantId}/billing',
      operation: 'replaceBilling',
      tag: 'statements',
      summary: 'Sets tax, tax number, purchase order and payment terms, from the next statement on',
      params: tenantParams,
      body: billingDetailsInputSchema,
      responses: { 200: billingSchema },
      tenantParam: 'tenantId',
      precondition: 'optional',
      handle: async ({ params: { tenantId }, body, ifMatch, ...call }) => {
        const made = await billing.replaceDetails(tenantId, body, { ...byOf(call), ifMatch });
        return {
          status: 200,
          body: await bodyOf(tenantId, made),
          headers: { etag: etagOf(made.version) },
        };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/credits',
      operation: 'listCredits',
      tag: 'statements',
      summary: 'Credits and credit notes of a tenant, oldest first, and what is used up of them',
      params: tenantParams,
      responses: { 200: creditListSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId } }) => ({
        status: 200,
        body: { items: [...(await billing.credits(tenantId))] },
      }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/credits',
      operation: 'grantCredit',
      tag: 'statements',
      summary: 'Grants a credit, or a credit note about a statement',
      params: tenantParams,
      body: newCreditSchema,
      responses: { 201: creditSchema },
      tenantParam: 'tenantId',
      idempotent: true,
      handle: async ({ params: { tenantId }, body, newId, ...call }) => ({
        status: 201,
        body: await billing.grant(tenantId, newId, body, byOf(call)),
      }),
    }),
  ];
}
