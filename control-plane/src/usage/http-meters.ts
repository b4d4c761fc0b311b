import {
  changedMeterSchema,
  meterKeySchema,
  meterListSchema,
  meterStateSchema,
  newMeterSchema,
} from '@tenantry/contracts/commercial/meter';
import { z } from 'zod';
import { notFound } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import type { DeclaredMeters, MeterState } from './declared-meters.ts';

const params = z.object({ key: meterKeySchema });

/** The catalogue of what is counted. */
export function meterRoutes(meters: DeclaredMeters): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/meters',
      operation: 'listMeters',
      tag: 'usage',
      summary: 'Lists what is counted',
      responses: { 200: meterListSchema },
      handle: async () => ({ status: 200, body: { items: (await meters.list()).map(bodyOf) } }),
    }),
    defineRoute({
      method: 'get',
      path: '/v1/meters/{key}',
      operation: 'getMeter',
      tag: 'usage',
      summary: 'A meter, as it answers now',
      params,
      responses: { 200: meterStateSchema },
      handle: async ({ params: { key } }) => {
        const [found] = (await meters.list()).filter(({ meter }) => meter.key === key);
        if (found === undefined) throw notFound(`meter ${key}`);
        return { status: 200, body: bodyOf(found) };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/meters',
      operation: 'declareMeter',
      tag: 'usage',
      summary: 'Declares a meter',
      description: 'It counts what is in the ledger already, too, and answers once that is done.',
      body: newMeterSchema,
      idempotent: true,
      responses: { 201: meterStateSchema },
      handle: async ({ body, newId, principal: { id, name }, requestId }) => {
        const meter = await meters.declare(body, newId, { actor: { id, name }, requestId });
        return { status: 201, body: bodyOf({ meter, state: 'building' }) };
      },
    }),
    defineRoute({
      method: 'put',
      path: '/v1/meters/{key}',
      operation: 'changeMeter',
      tag: 'usage',
      summary: 'Changes what a meter counts',
      description:
        'The new version is counted from the whole ledger beside the old, which answers until then.',
      params,
      body: changedMeterSchema,
      responses: { 200: meterStateSchema },
      handle: async ({ params: { key }, body, principal: { id, name }, requestId }) => {
        const meter = await meters.change(key, body, { actor: { id, name }, requestId });
        return { status: 200, body: bodyOf({ meter, state: 'building' }) };
      },
    }),
  ];
}

function bodyOf({ meter, state }: MeterState) {
  return { ...meter, state };
}
