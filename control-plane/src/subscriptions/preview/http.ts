import {
  previewSubscriptionChangeSchema,
  subscriptionChangePreviewSchema,
} from '@tenantry/contracts/commercial/plan-change-preview';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { etagOf } from '../../http/etag.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import { toChangePreview } from './convert.ts';
import type { SubscriptionChanges } from './subscription-changes.ts';

export function changePreviewRoutes(changes: SubscriptionChanges): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/subscription/changes/preview',
      operation: 'previewSubscriptionChange',
      tag: 'subscriptions',
      summary: 'What a change of plan would come to: price, charges, allowances, and what runs',
      description:
        'It changes nothing. The token carries out exactly what was looked at, until it expires or something of it moves.',
      params: z.strictObject({ tenantId: tenantIdSchema }),
      body: previewSubscriptionChangeSchema,
      responses: { 200: subscriptionChangePreviewSchema },
      tenantParam: 'tenantId',
      handle: async call => {
        const { validForSeconds, ...wanted } = call.body;
        const preview = await changes.preview(call.params.tenantId, wanted, validForSeconds);
        return {
          status: 200,
          body: toChangePreview(preview),
          headers: { etag: etagOf(preview.found.version) },
        };
      },
    }),
  ];
}
