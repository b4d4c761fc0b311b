import { z } from 'zod';
import type { KnownTenant } from '../model.ts';
import { untilCompleted } from './customers.ts';
import { edit, etag, get, post } from './requests.ts';
import type { Stage } from './stage.ts';

export async function careOf({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}`;
  const noteSchema = z.object({ noteId: z.string() });
  const kept = await first.ask(noteSchema, post(`${path}/notes`, 'note-1', { text: 'called, is happy' }));
  const gone = await first.ask(noteSchema, post(`${path}/notes`, 'note-2', { text: 'on the wrong tenant' }));
  const removed = await first.send({ method: 'DELETE', path: `${path}/notes/${gone.noteId}` });
  if (removed.status >= 400 && removed.attempts === 1) throw new Error('a note cannot be removed');
  model.changed('tenant_note', kept.noteId, 'tenant.add_note');
  model.changed('tenant_note', gone.noteId, 'tenant.add_note', 'tenant.remove_note');
  const before = await first.sendWell(get(path));
  await edit(first, { method: 'PATCH', path, body: { tags: ['eu'] }, ifMatch: etag(before) }, path);
  await first.sendWell({ method: 'POST', path: `${path}/suspend`, body: { reason: 'PaymentOverdue' } });
  await first.sendWell({ method: 'POST', path: `${path}/resume`, body: {} });
  await first.sendWell({ method: 'POST', path: `${path}/workload/sync`, body: {} });
  await first.sendWell(get(`${path}/subscription`));
  model.changed('tenant', tenantId, 'tenant.update', 'tenant.suspend', 'tenant.resume');
}

/** Its end comes by itself. */
export async function suspendForAWhile(stage: Stage, { tenantId }: KnownTenant): Promise<void> {
  const { first, model } = stage;
  for (let tries = 0; tries < 10; tries++) {
    const body = { reason: 'Trial', until: new Date(stage.now() + 40_000 * 2 ** tries).toISOString() };
    const reply = await first.send({ method: 'POST', path: `/v1/tenants/${tenantId}/suspend`, body });
    const note = reply.status < 400 ? model.changed : model.mayHaveChanged;
    // Refused, since its end had come before it did: an attempt that nobody answered may have been in time.
    if (reply.status < 400 || reply.attempts > 1) {
      note.call(model, 'tenant', tenantId, 'tenant.suspend', 'tenant.resume');
    }
    if (reply.status < 400) return;
  }
  throw new Error('a tenant could not be suspended');
}

export async function deletion(stage: Stage, gone: KnownTenant, kept: KnownTenant): Promise<void> {
  const { first, model } = stage;
  const path = (tenant: KnownTenant) => `/v1/tenants/${tenant.tenantId}/schedule-deletion`;
  const later = new Date(stage.now() + 30 * 86_400_000).toISOString();
  await first.sendWell({ method: 'POST', path: path(kept), body: { at: later, confirmSlug: kept.slug } });
  await first.sendWell({ method: 'POST', path: `/v1/tenants/${kept.tenantId}/cancel-deletion`, body: {} });
  model.changed('tenant', kept.tenantId, 'tenant.schedule_deletion', 'tenant.cancel_deletion');
  await untilCompleted(first, gone);
  for (let attempt = 0; ; attempt++) {
    const at = new Date(stage.now() + 20_000 * 2 ** attempt).toISOString();
    const reply = await first.send({
      method: 'POST',
      path: path(gone),
      body: { at, confirmSlug: gone.slug },
    });
    // Begun by an attempt that nobody answered.
    if (reply.status < 400 || reply.status === 409) break;
    // Past already; an attempt that nobody answered may have been in time.
    if (reply.attempts > 1) model.mayHaveChanged('tenant', gone.tenantId, 'tenant.schedule_deletion');
    if (attempt === 5) throw new Error(`a deletion cannot be scheduled: ${JSON.stringify(reply.body)}`);
  }
  model.changed(
    'tenant',
    gone.tenantId,
    'tenant.schedule_deletion',
    'tenant.begin_deletion',
    'tenant.delete',
  );
  // With the tenant its plan ends, and nothing more is billed.
  model.changed('subscription', gone.tenantId, 'subscription.end');
  gone.phase = 'deleted';
}

const FORGOTTEN = 'Pat Person';
/** Was a contact for a while, and is to be forgotten. */
export async function wasContact({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}`;
  for (const contacts of [[{ name: FORGOTTEN, email: 'pat@example.com' }], []]) {
    const before = await first.sendWell(get(path));
    await edit(first, { method: 'PATCH', path, body: { contacts }, ifMatch: etag(before) }, path);
  }
  model.changed('tenant', tenantId, 'tenant.update', 'tenant.update');
  model.forgotten = FORGOTTEN;
}
