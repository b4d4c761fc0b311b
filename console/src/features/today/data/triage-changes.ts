import { useQueryClient } from '@tanstack/vue-query';
import { reactive, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '../../../app/session/session.ts';
import { api, read } from '../../../shared/api/client.ts';
import { useTaskChanges } from '../../../shared/tasks/task-changes.ts';
import { useToasts } from '../../../shared/ui/toasts/toasts.ts';
import type { Alert, TodayData, TodayTenant } from './use-today.ts';

/** As the control plane has it: UNACKNOWLEDGE_MINUTES of its contracts. */
const UNACKNOWLEDGE_MS = 10 * 60_000;

/**
 * What is done about a customer from its row. It shows at once, and is what it was again when it was refused; the
 * refusal stands in that row. Nothing is left out of the list by it: the row stays where it is until one moves on.
 */
export function useTriageChanges() {
  const client = useQueryClient();
  const { t } = useI18n();
  const { tell } = useToasts();
  const session = useSession();
  const tasks = useTaskChanges();
  const problems = ref<ReadonlyMap<string, Error>>(new Map());

  function refused(tenantId: string, error: unknown): void {
    problems.value = new Map([
      ...problems.value,
      [tenantId, error instanceof Error ? error : new Error(String(error))],
    ]);
  }

  function forget(tenantId: string): void {
    problems.value = new Map([...problems.value].filter(([id]) => id !== tenantId));
  }

  /** Does something to alerts of one customer, each shown changed from the start. */
  async function change(
    tenant: TodayTenant,
    alerts: readonly Alert[],
    shown: (alert: Alert) => Alert,
    send: (alertId: string) => Promise<Alert>,
  ): Promise<boolean> {
    forget(tenant.tenantId);
    const ids = new Set(alerts.map(({ alertId }) => alertId));
    const show = (make: (alert: Alert) => Alert) =>
      client.setQueriesData<TodayData>({ queryKey: ['today'] }, data => data && withAlerts(data, ids, make));
    await client.cancelQueries({ queryKey: ['today'] });
    show(shown);
    try {
      for (const { alertId } of alerts) await send(alertId);
      return true;
    } catch (error) {
      const before = new Map(alerts.map(alert => [alert.alertId, alert]));
      show(alert => before.get(alert.alertId) ?? alert);
      refused(tenant.tenantId, error);
      return false;
    } finally {
      void client.invalidateQueries({
        predicate: ({ queryKey: [kind] }) => kind === 'today' || kind === 'alert',
      });
    }
  }

  async function acknowledge(tenant: TodayTenant, alerts = openOf(tenant)): Promise<void> {
    if (alerts.length === 0) return;
    const done = await change(
      tenant,
      alerts,
      alert => ({ ...alert, state: 'acknowledged' }),
      alertId =>
        read(api.POST('/v1/alerts/{alertId}/acknowledge', { params: { path: { alertId } }, body: {} })),
    );
    if (!done) return;
    const mayUndo = session.may('unacknowledgeAlert');
    tell(t('today.acknowledged', { count: alerts.length, name: tenant.displayName }, alerts.length), {
      ...(mayUndo && {
        action: {
          label: t('shared.undo'),
          until: Date.now() + UNACKNOWLEDGE_MS,
          run: () => unacknowledge(tenant, alerts),
        },
      }),
    });
  }

  /** As they were before they were taken on. */
  function unacknowledge(tenant: TodayTenant, alerts: readonly Alert[]): Promise<boolean> {
    const taken = alerts.map(alert => ({ ...alert, state: 'acknowledged' as const }));
    return change(
      tenant,
      taken,
      alert => ({ ...alert, state: 'open' }),
      alertId => read(api.POST('/v1/alerts/{alertId}/unacknowledge', { params: { path: { alertId } } })),
    );
  }

  /** Until a time, or (null) not any more. */
  async function snooze(
    tenant: TodayTenant,
    until: string | null,
    note = '',
    alerts: readonly Alert[] = tenant.alerts,
  ): Promise<boolean> {
    const body = { until, ...(note !== '' && { note }) };
    const done = await change(
      tenant,
      alerts,
      alert => {
        const { snoozed: _, ...rest } = alert;
        if (until === null) return { ...rest, state: 'open' };
        const by = session.caller?.name ?? '';
        const noted = { at: new Date().toISOString(), by, until, ...(note !== '' && { note }) };
        return { ...rest, state: 'snoozed', snoozed: noted };
      },
      alertId => read(api.POST('/v1/alerts/{alertId}/snooze', { params: { path: { alertId } }, body })),
    );
    if (done && until !== null) {
      tell(t('today.snoozed', { name: tenant.displayName }), {
        action: { label: t('shared.undo'), run: () => snooze(tenant, null, '', alerts) },
      });
    }
    return done;
  }

  async function assign(
    tenant: TodayTenant,
    assignee: string | null,
    alerts: readonly Alert[] = tenant.alerts,
    told = true,
  ): Promise<boolean> {
    const done = await change(
      tenant,
      alerts,
      alert => ({ ...alert, assignee }),
      alertId =>
        read(api.POST('/v1/alerts/{alertId}/assign', { params: { path: { alertId } }, body: { assignee } })),
    );
    if (done && told) {
      tell(t('today.assigned', { who: assignee ?? t('today.nobody'), name: tenant.displayName }), {
        action: {
          label: t('shared.undo'),
          run: async () => {
            for (const alert of alerts) await assign(tenant, alert.assignee, [alert], false);
          },
        },
      });
    }
    return done;
  }

  /** The suggested action becomes a task: one press, and its undo closes it. */
  async function makeTask(tenant: TodayTenant): Promise<void> {
    const { suggestedAction, tenantId } = tenant;
    if (suggestedAction === null || tenant.suggestedTaskId !== null) return;
    forget(tenantId);
    const made = await tasks.create(tenantId, { action: suggestedAction.action });
    if (made === undefined && tasks.problem) refused(tenantId, tasks.problem);
  }

  return reactive({ problems, acknowledge, snooze, assign, makeTask, forget, busy: tasks });
}
export type TriageChanges = ReturnType<typeof useTriageChanges>;

export function openOf({ alerts }: TodayTenant): readonly Alert[] {
  return alerts.filter(({ state }) => state === 'open');
}

function withAlerts(data: TodayData, ids: ReadonlySet<string>, make: (alert: Alert) => Alert): TodayData {
  const items = data.items.map(item =>
    item.alerts.some(({ alertId }) => ids.has(alertId))
      ? { ...item, alerts: item.alerts.map(alert => (ids.has(alert.alertId) ? make(alert) : alert)) }
      : item,
  );
  return { ...data, items };
}
