import { auditErasedSchema, auditErasureRequestSchema } from '@tenantry/contracts/api/audit';
import { defineRoute, type Route } from '../http/route.ts';
import { type Who, whoOf } from '../tenants/who.ts';
import type { AuditEraser } from './audit-eraser.ts';

/** Forgets what else is kept of a person; answers the things whose history still has what the person wrote. */
export type ForgetPerson = (personId: string, who: Who) => Promise<readonly string[]>;

export function auditErasureRoutes(eraser: AuditEraser, forget: ForgetPerson): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/audit/erasures',
      operation: 'eraseFromAudit',
      tag: 'audit',
      summary: 'Erases a person from the history',
      description:
        'What is personal goes from past changes and from the record of them; who did it by id, what, when and to what stays, and so does what is current; of an actor, what the console keeps for it alone goes, too. The seals of the record still hold. Asked for again, it erases what has come since.',
      body: auditErasureRequestSchema,
      responses: { 200: auditErasedSchema },
      handle: async call => {
        const { actorId, ...request } = { ...call.body, by: call.principal.id };
        const written = actorId === undefined ? [] : await forget(actorId, whoOf(call));
        let erased = await eraser.erase({ ...request, actorId });
        for (const target of written) erased += await eraser.erase({ ...request, target });
        return { status: 200, body: { erased } };
      },
    }),
  ];
}
