import { INITIAL_HEALTH_SETTINGS } from '@tenantry/contracts/commercial/health-settings';
import { z } from 'zod';
import type { Request } from '../client.ts';
import type { KnownTenant } from '../model.ts';
import { edit, post } from './requests.ts';
import type { Stage } from './stage.ts';

const HOUR_MS = 3_600_000;

/** What people say about a customer: by hand, by file, and for a time in place of the score. */
export async function healthOf(stage: Stage, { tenantId, slug }: KnownTenant): Promise<void> {
  const { first, model, now } = stage;
  const path = `/v1/tenants/${tenantId}/health`;
  const at = (hoursAgo: number) => new Date(now() - hoursAgo * HOUR_MS).toISOString();
  const settings = '/v1/health/settings';
  const body = { ...INITIAL_HEALTH_SETTINGS, healthyFrom: INITIAL_HEALTH_SETTINGS.healthyFrom - 1 };
  await edit(first, { method: 'PUT', path: settings, body, ifMatch: '"v0"' }, settings);
  model.changed('health_settings', 'health', 'health_settings.replace');
  const say = (what: string, said: unknown) => ({ method: 'PUT', path: `${path}/${what}`, body: said });
  await said(stage, tenantId, say('sentiment', { rating: 4, at: at(3) }), 'set_sentiment');
  await said(stage, tenantId, say('support', { openTickets: 2, at: at(3) }), 'set_support');
  const until = new Date(now() + 24 * HOUR_MS).toISOString();
  const override = { state: 'at_risk', reason: 'their champion left', until };
  await said(stage, tenantId, say('override', override), 'override');
  await said(stage, tenantId, { method: 'DELETE', path: `${path}/override` }, 'end_override');
  const content = `slug,rating,openTickets,at,source\n${slug},5,0,${at(2)},survey\n`;
  await first.sendWell({ method: 'POST', path: '/v1/health/imports', text: { type: 'text/csv', content } });
  model.changed('health_record', tenantId, 'health_record.import');
  await said(stage, tenantId, { method: 'DELETE', path: `${path}/support` }, 'remove_support');
}

/** What is said twice, since the first answer was lost, may be written down twice; what is gone is gone. */
async function said(
  { first, model }: Stage,
  tenantId: string,
  request: Request,
  action: string,
): Promise<void> {
  const { status, attempts } = await first.send(request);
  const isGone = status === 404 && request.method === 'DELETE' && attempts > 1;
  if (status >= 400 && !isGone) throw new Error(`${request.method} ${request.path}: ${status}`);
  model.changed('health_record', tenantId, `health_record.${action}`);
  for (let more = 1; more < attempts; more++)
    model.mayHaveChanged('health_record', tenantId, `health_record.${action}`);
}

const taskSchema = z.object({ taskId: z.string() });

/** Written down, put off, done, opened again and dropped. */
export async function tasksOf({ first, model }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const wanted = { title: 'Call them', note: 'about the new limits' };
  const { taskId } = await first.ask(taskSchema, post(`/v1/tenants/${tenantId}/tasks`, 'task', wanted));
  const path = `/v1/tasks/${taskId}`;
  await edit(first, { method: 'PATCH', path, body: { due: '2099-01-31' }, ifMatch: '"v1"' }, path);
  await first.sendWell({ method: 'POST', path: `${path}/close`, body: {} });
  await first.sendWell({ method: 'POST', path: `${path}/reopen` });
  await first.sendWell({ method: 'POST', path: `${path}/close`, body: { as: 'dropped' } });
  const actions = ['create', 'update', 'close', 'reopen', 'close'];
  model.changed('task', taskId, ...actions.map(action => `task.${action}`));
}
