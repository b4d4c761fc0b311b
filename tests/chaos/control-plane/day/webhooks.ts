import { WEBHOOK_TEST_EVENT } from '@tenantry/contracts/commercial/webhook';
import { z } from 'zod';
import { edit, get, gone, post, until } from './requests.ts';
import type { Stage } from './stage.ts';

const ROOT = '/v1/webhooks';
const shownSchema = z.object({ webhook: z.object({ webhookId: z.string() }) });
const deliveriesSchema = z.object({ items: z.array(z.object({ deliveryId: z.string(), type: z.string() })) });
const replaySchema = z.object({ replayId: z.string() });

/** Is told everything from now on. */
export async function toldEverything({ first, model, outside }: Stage): Promise<void> {
  const body = { name: 'everything', url: outside.everything.url };
  const { webhook } = await first.ask(shownSchema, post(ROOT, 'told-everything', body));
  model.changed('webhook', webhook.webhookId, 'webhook.created');
  model.toldEverything = webhook.webhookId;
}

/** Three that are told of tasks: one is changed in every way there is, one is deleted, and of one nobody is there. */
export async function passingWebhooks(stage: Stage): Promise<void> {
  const { first, model } = stage;
  const webhookId = await tasksTold(stage, 'changed');
  const path = `${ROOT}/${webhookId}`;
  await edit(first, { method: 'PATCH', path, body: { name: 'renamed' }, ifMatch: '"v1"' }, path);
  await first.sendWell(post(`${path}/rotate`, 'rotate-webhook', { overlapSeconds: 3_600 }));
  await first.sendWell({ method: 'POST', path: `${path}/disable` });
  await first.sendWell({ method: 'POST', path: `${path}/enable` });
  await first.sendWell({ method: 'POST', path: `${path}/test` });
  const actions = ['updated', 'secret_rotated', 'disabled', 'enabled'];
  model.changed('webhook', webhookId, ...actions.map(action => `webhook.${action}`));
  const deleted = await tasksTold(stage, 'deleted');
  await gone(first, `${ROOT}/${deleted}`);
  model.changed('webhook', deleted, 'webhook.deleted');
  const left = await tasksTold(stage, 'left');
  // It is disabled by itself, at the first event.
  model.changed('webhook', left, 'webhook.disabled');
  await sentAgain(stage, path);
}

async function tasksTold({ first, model, outside }: Stage, name: string): Promise<string> {
  const { url } = name === 'left' ? outside.gone : outside.passing;
  const body = { name, url, events: ['task.*', 'webhook.*'] };
  const { webhook } = await first.ask(shownSchema, post(ROOT, `webhook-${name}`, body));
  model.changed('webhook', webhook.webhookId, 'webhook.created');
  return webhook.webhookId;
}

/** What happened today, and then one delivery of it. */
async function sentAgain({ first, now }: Stage, path: string): Promise<void> {
  const range = {
    from: new Date(now() - 86_400_000).toISOString(),
    until: new Date(now() + 1_000).toISOString(),
    only: 'all',
  };
  const { replayId } = await first.ask(replaySchema, post(`${path}/replays`, 'replay', range));
  await first.sendWell(get(`${path}/replays/${replayId}`));
  const delivered = await until(first, deliveriesSchema, `${path}/deliveries?state=delivered`, ({ items }) =>
    items.find(({ type }) => type !== WEBHOOK_TEST_EVENT),
  );
  await first.sendWell(post(`${path}/deliveries/${delivered.deliveryId}/replay`, 'replay-one'));
}
