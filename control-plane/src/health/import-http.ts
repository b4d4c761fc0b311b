import {
  HEALTH_IMPORT_BYTES_MAX,
  HEALTH_IMPORT_COLUMNS,
  healthImportQuerySchema,
  healthImportSchema,
} from '@tenantry/contracts/commercial/health-api';
import { defineRoute, type Route } from '../http/route.ts';
import { whoOf } from '../tenants/who.ts';
import type { HealthImports } from './health-imports.ts';

export function healthImportRoutes(imports: HealthImports): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/health/imports',
      operation: 'importHealth',
      tag: 'customer health',
      summary: 'Take sentiment and ticket numbers of many customers from a CSV file',
      description: `Columns: ${HEALTH_IMPORT_COLUMNS.join(', ')}. Give \`at\`, when it was so: then a file that is sent again changes nothing.`,
      query: healthImportQuerySchema,
      raw: {
        types: ['text/csv'],
        limit: HEALTH_IMPORT_BYTES_MAX,
        example:
          'slug,rating,openTickets,criticalTickets,at,source\nsample-acme,4,2,0,2027-01-31T12:00:00Z,survey\n',
      },
      responses: { 200: healthImportSchema },
      handle: async call => {
        const { faulty, dryRun } = call.query;
        const body = await imports.take(call.bytes, { faulty, dryRun: dryRun === 'true' }, whoOf(call));
        return { status: 200, body };
      },
    }),
  ];
}
