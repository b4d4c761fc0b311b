import { chargesPreviewSchema, chargesQuerySchema } from '@tenantry/contracts/commercial/charges-api';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { type Clock, isoTime } from '../clock.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { ChargesPreviews } from './charges-preview.ts';

export function chargesRoutes(previews: ChargesPreviews, clock: Clock): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/charges',
      operation: 'previewCharges',
      tag: 'subscriptions',
      summary: 'What a period comes to by what is known now, line by line',
      description:
        'The price in shares of the time that it held, add-ons, overage by tier, and what is missing to a minimum.',
      params: z.strictObject({ tenantId: tenantIdSchema }),
      query: chargesQuerySchema,
      responses: { 200: chargesPreviewSchema },
      tenantParam: 'tenantId',
      handle: async ({ params: { tenantId }, query: { at } }) => {
        const instant = at === undefined ? clock.now() : Date.parse(at);
        const { period, currency, lines, totalMinor, asOf } = await previews.at(tenantId, instant);
        return {
          status: 200,
          body: {
            tenantId,
            period,
            currency,
            lines: [...lines],
            totalMinor: totalMinor.toString(),
            asOf: isoTime(asOf),
          },
        };
      },
    }),
  ];
}
