import { auditErasedSchema, auditErasureRequestSchema } from '@tenantry/contracts/api/audit';
import { sessionSpec } from '../access/sessions/session.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { type Who, whoOf } from '../tenants/who.ts';
import type { AuditEraser } from './audit-eraser.ts';

/** What of a person is no history, and goes with it. */
export interface Forget {
  /** What else is kept of a person; answers the things whose history still has what the person wrote. */
  readonly person: (personId: string, who: Who) => Promise<readonly string[]>;
  /**
   * Who is named in a thing, `<kind>/<id>`, that nobody can change any more. Of any other it forgets nothing. Answers the
   * things that are part of its past, whose history has the people of it, too.
   */
  readonly closed: (target: string, reason: string, who: Who) => Promise<readonly string[]>;
}

export function auditErasureRoutes(eraser: AuditEraser, forget: Forget): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: '/v1/audit/erasures',
      operation: 'eraseFromAudit',
      tag: 'audit',
      summary: 'Erases a person from the history',
      description:
        'What is personal goes from past changes and from the record of them; who did it by id, what, when and to what stays. So does what is current and can be changed: change it first. Of a tenant that was deleted and of an onboarding form that is closed nobody can, so who is named there goes, too; of an actor, what the console keeps for it alone, and who it was in its sessions that are over. The seals of the record still hold. Asked for again, it erases what has come since.',
      body: auditErasureRequestSchema,
      responses: { 200: auditErasedSchema },
      handle: async call => {
        const { actorId, ...request } = { ...call.body, by: call.principal.id };
        const { target, reason } = request;
        // First: that is a change itself, whose past has the people in it.
        const past = target === undefined ? [] : [...(await forget.closed(target, reason, whoOf(call)))];
        // By which somebody signed in, with the name and groups of then.
        const sessions = actorId === undefined ? [] : await eraser.thingsOf(actorId, sessionSpec.kind);
        for (const session of sessions)
          past.push(session, ...(await forget.closed(session, reason, whoOf(call))));
        const written = actorId === undefined ? [] : await forget.person(actorId, whoOf(call));
        let erased = await eraser.erase({ ...request, actorId });
        for (const thing of [...past, ...written])
          erased += await eraser.erase({ ...request, target: thing });
        return { status: 200, body: { erased } };
      },
    }),
  ];
}
