import { DEFAULT_ENFORCEMENT_SETTINGS } from '@tenantry/contracts/commercial/enforcement-settings';
import { z } from 'zod';
import type { KnownTenant } from '../model.ts';
import { edit, until } from './requests.ts';
import type { Stage } from './stage.ts';

const pageSchema = z.object({ items: z.array(z.object({ alertId: z.string() })) });

/** Who is told by e-mail, and what is enforced: said before there is anything to tell. */
export async function rulesForAll({ first, model, now }: Stage): Promise<void> {
  const recipients = [{ email: 'cs@example.com', least: 'info' }];
  await put('/v1/alert-recipients', { recipients });
  model.changed('alert_recipients', 'installation', 'alert_recipients.set');
  model.mailedSince = now();
  await put('/v1/enforcement/settings', { ...DEFAULT_ENFORCEMENT_SETTINGS, suspensionsPerHour: 20 });
  model.changed('enforcement_settings', 'installation', 'enforcement.replace_settings');

  async function put(path: string, body: unknown) {
    await edit(first, { method: 'PUT', path, body, ifMatch: '"v0"' }, path);
  }
}

/** A customer who is to be told of from the first use on: somebody takes the alert on, and puts it off. */
export async function alerted({ first, model, now }: Stage, { tenantId }: KnownTenant): Promise<void> {
  const path = `/v1/tenants/${tenantId}/alert-rules`;
  const body = { allowance: { info: null, warning: 0, alarm: null } };
  await edit(first, { method: 'PUT', path, body, ifMatch: '"v0"' }, path);
  model.changed('alert_rules', `tenant:${tenantId}`, 'alert_rules.set');
  const inbox = `/v1/alerts?tenantId=${tenantId}`;
  const { alertId } = await until(first, pageSchema, inbox, ({ items }) => items[0]);
  const act = (action: string, said: unknown) =>
    first.sendWell({ method: 'POST', path: `/v1/alerts/${alertId}/${action}`, body: said });
  await act('acknowledge', { note: 'we are on it' });
  // Within ten minutes of the replicas' clocks: a machine that is slow may be too late.
  const back = await first.send({ method: 'POST', path: `/v1/alerts/${alertId}/unacknowledge` });
  if (back.status < 400) model.changed('alert', alertId, 'alert.unacknowledge');
  else if (back.status !== 409) throw new Error(`an alert was given back with ${back.status}`);
  await act('acknowledge', { note: 'we are on it, said better' });
  await act('snooze', { until: new Date(now() + 86_400_000).toISOString() });
  await act('assign', { assignee: 'sam' });
  const actions = ['acknowledge', 'acknowledge', 'snooze', 'assign'];
  model.changed('alert', alertId, ...actions.map(action => `alert.${action}`));
}
