import type { components } from '@tenantry/contracts/client/schema.generated';
import { reactive, ref, shallowRef } from 'vue';
import { api, read } from '../../../shared/api/client.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { useChange } from '../parts/use-change.ts';

export type Webhook = components['schemas']['Webhook'];
type NewWebhook = components['schemas']['NewWebhook'];
type WebhookUpdate = components['schemas']['WebhookUpdate'];

/**
 * A webhook that is changed in a form. What is as it was when the form began is not sent, so that it takes back nobody's
 * change; when somebody was faster, theirs is shown beside, and saving once more is meant.
 */
export function useWebhookEdit(webhookId: string, readAgain: () => Promise<Webhook | undefined>) {
  const began = shallowRef<Webhook>();
  const forms = ref(0);
  /** The version that one has seen: another's change since is not written over unseen. */
  const etag = ref('');
  /** Somebody was faster: what I changed, and how it stands now. */
  const conflict = shallowRef<{ readonly mine: NewWebhook; readonly theirs: Webhook }>();
  const change = useChange((body: WebhookUpdate) =>
    read(
      api.PATCH('/v1/webhooks/{webhookId}', {
        params: { path: { webhookId }, header: { 'If-Match': etag.value } },
        body,
      }),
    ),
  );

  function begin(webhook: Webhook): void {
    change.forget();
    began.value = webhook;
    etag.value = etagOf(webhook);
    conflict.value = undefined;
    forms.value += 1;
  }

  /** Whether it was saved. */
  async function save(body: NewWebhook): Promise<boolean> {
    if (began.value === undefined) return false;
    const changes = changesOf(body, began.value);
    if ((await change.run(changes)) !== undefined) return true;
    if (change.problem instanceof ApiProblem && change.problem.status === 412) {
      const now = await readAgain();
      if (now === undefined) return false;
      etag.value = etagOf(now);
      conflict.value = { mine: { ...fieldsOf(now), ...changes }, theirs: now };
    }
    return false;
  }

  return reactive({ began, forms, conflict, change, begin, save });
}

const etagOf = ({ version }: Webhook) => `"v${version}"`;

export const fieldsOf = ({ name, url, events, tenantId }: Webhook): NewWebhook => ({
  name,
  url,
  events,
  tenantId,
});

function changesOf(body: NewWebhook, webhook: Webhook): WebhookUpdate {
  const before: Readonly<Record<string, unknown>> = { ...fieldsOf(webhook) };
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name])),
  );
}
