import { estimateRoi } from '@tenantry/contracts/commercial/roi';
import {
  roiEstimateSchema,
  roiInputsSchema,
  roiSeedSchema,
  roiSensitivitySchema,
} from '@tenantry/contracts/commercial/roi-api';
import { roiSensitivity } from '@tenantry/contracts/commercial/roi-sensitivity';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { type RoiSeedParts, roiSeed } from './seed.ts';

const params = z.strictObject({ tenantId: tenantIdSchema });

export function roiRoutes(parts: RoiSeedParts): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/roi/estimates',
      operation: 'estimateRoi',
      tag: 'roi',
      summary: 'What a customer gains for what it pays, in three cases; nothing is stored',
      description:
        'An estimate, not customer-validated. Every assumption and formula is in the answer; docs/reference/roi.md explains the method.',
      body: roiInputsSchema,
      responses: { 200: roiEstimateSchema },
      handle: async call => ({ status: 200, body: estimateRoi(call.body) }),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/roi/sensitivity',
      operation: 'roiSensitivity',
      tag: 'roi',
      summary: 'Which assumption an estimate hangs on most; nothing is stored',
      description:
        'Each number is made a fifth less and a fifth more while all others stay, and the net of the base case is reckoned anew.',
      body: roiInputsSchema,
      responses: { 200: roiSensitivitySchema },
      handle: async call => ({ status: 200, body: roiSensitivity(call.body) }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tenants/{tenantId}/roi-seed',
      operation: 'getRoiSeed',
      tag: 'roi',
      summary: 'Inputs of an estimate, as far as a tenant’s usage and plan tell them',
      params,
      responses: { 200: roiSeedSchema },
      tenantParam: 'tenantId',
      handle: async call => ({ status: 200, body: await roiSeed(call.params.tenantId, parts) }),
    }),
  ];
}
