import { auditErasedSchema, auditErasureRequestSchema } from '@tenantry/contracts/api/audit';
import { defineRoute, type Route } from '../http/route.ts';
import type { AuditEraser } from './audit-eraser.ts';

export function auditErasureRoutes(eraser: AuditEraser): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/audit/erasures',
      operation: 'eraseFromAudit',
      tag: 'audit',
      summary: 'Erases a person from the history',
      description:
        'What is personal goes from past changes and from the record of them; who did it by id, what, when and to what stays, and so does what is current. The seals of the record still hold. Asked for again, it erases what has come since.',
      body: auditErasureRequestSchema,
      responses: { 200: auditErasedSchema },
      handle: async ({ body, principal }) => ({
        status: 200,
        body: { erased: await eraser.erase({ ...body, by: principal.id }) },
      }),
    }),
  ];
}
