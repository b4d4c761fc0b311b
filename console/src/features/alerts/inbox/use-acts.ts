import { type InfiniteData, useQueryClient } from '@tanstack/vue-query';
import { reactive, ref, shallowReactive, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../../../app/session/session.ts';
import { api, read } from '../../../shared/api/client.ts';
import { problemText } from '../../../shared/api/problem-text.ts';
import { useToasts } from '../../../shared/ui/toasts/toasts.ts';
import { type Act, after, undoableUntil, undoOf } from './act.ts';
import type { Alert, AlertPage } from './alert.ts';

/** So many at once: the control plane answers each in some milliseconds, and others want to be served, too. */
const AT_ONCE = 4;

interface Done {
  readonly before: Alert;
  readonly undo: Act | undefined;
}

/**
 * Acts on alerts, one or many: shown at once, taken back where the control plane refuses, and undone on request where
 * that is possible. What failed is told beside the alert.
 */
export function useActs() {
  const { t } = useI18n();
  const queryClient = useQueryClient();
  const session = useSession();
  const toasts = useToasts();
  /** What each was seen to be last, also when the list does not hold it any more. */
  const known = shallowReactive(new Map<string, Alert>());
  const failures = reactive(new Map<string, string>());
  const busy = ref(0);
  const lastUndo = shallowRef<() => Promise<void>>();

  function show(alert: Alert): void {
    known.set(alert.alertId, alert);
    queryClient.setQueriesData<InfiniteData<AlertPage>>({ queryKey: ['alert', 'list'] }, data =>
      data === undefined
        ? data
        : {
            ...data,
            pages: data.pages.map(page => ({
              ...page,
              items: page.items.map(item => (item.alertId === alert.alertId ? alert : item)),
            })),
          },
    );
    queryClient.setQueryData(['alert', 'one', alert.alertId], alert);
  }

  /** Nothing is refused twice for one press: what is being done is not begun again. */
  async function act(alerts: readonly Alert[], what: Act | ((alert: Alert) => Act)): Promise<void> {
    if (alerts.length === 0) return;
    busy.value += 1;
    // What is being read now may have been read before this: it would show it as it was.
    await queryClient.cancelQueries({ queryKey: ['alert', 'list'] });
    const now = new Date();
    const orders = alerts.map(before => ({ before, act: typeof what === 'function' ? what(before) : what }));
    for (const { before, act } of orders) {
      failures.delete(before.alertId);
      show(after(before, act, session.caller?.name ?? '', now.toISOString()));
    }
    const done: Done[] = [];
    const waiting = [...orders];
    const work = async (): Promise<void> => {
      for (let order = waiting.shift(); order !== undefined; order = waiting.shift()) {
        const { before, act } = order;
        try {
          show(await send(before.alertId, act));
          const undo = undoOf(before, act, now.getTime());
          done.push({ before, undo: undo && mayDo(undo) ? undo : undefined });
        } catch (error) {
          show(before);
          const told = problemText(error, t);
          failures.set(before.alertId, [told.title, told.text].filter(Boolean).join(' · '));
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    busy.value -= 1;
    void queryClient.invalidateQueries({ queryKey: ['alert'] });
    const [first] = orders;
    if (first !== undefined && done.length > 0) tell(done, first.act, now.getTime());
  }

  const mayDo = ({ kind }: Act) => kind !== 'unacknowledge' || session.may('unacknowledgeAlert');

  function tell(done: readonly Done[], did: Act, at: number): void {
    const undone = done.flatMap(({ before, undo }) => (undo === undefined ? [] : [{ before, undo }]));
    const undo =
      undone.length === 0
        ? undefined
        : async (): Promise<void> => {
            if (lastUndo.value === undo) lastUndo.value = undefined;
            const acts = new Map(undone.map(({ before, undo }) => [before.alertId, undo]));
            const now = undone.map(({ before }) => known.get(before.alertId) ?? before);
            await act(now, alert => acts.get(alert.alertId) ?? { kind: 'wake' });
          };
    lastUndo.value = undo;
    const until = undoableUntil(did, at);
    toasts.tell(t(`alerts.done.${did.kind}`, { count: done.length }, done.length), {
      ...(undo && { action: { label: t('shared.undo'), run: undo, ...(until && { until }) } }),
    });
  }

  return { act, known, failures, busy, lastUndo };
}

function send(alertId: string, act: Act): Promise<Alert> {
  const params = { path: { alertId } };
  const note = (text: string | undefined) => (text ? { note: text } : {});
  switch (act.kind) {
    case 'acknowledge':
      return read(api.POST('/v1/alerts/{alertId}/acknowledge', { params, body: note(act.note) }));
    case 'unacknowledge':
      return read(api.POST('/v1/alerts/{alertId}/unacknowledge', { params }));
    case 'snooze':
      return read(
        api.POST('/v1/alerts/{alertId}/snooze', { params, body: { until: act.until, ...note(act.note) } }),
      );
    case 'wake':
      return read(api.POST('/v1/alerts/{alertId}/snooze', { params, body: { until: null } }));
    case 'assign':
      return read(api.POST('/v1/alerts/{alertId}/assign', { params, body: { assignee: act.assignee } }));
  }
}
