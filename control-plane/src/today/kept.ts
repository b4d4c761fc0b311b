import type { HealthAction } from '@tenantry/contracts/commercial/health-factors';
import { TASKS_OPEN_MAX } from '@tenantry/contracts/commercial/task';
import { type Alert, type AlertHead, type AlertHeads, alertAggregate } from '../alerts/alert.ts';
import type { Context } from '../context.ts';
import {
  shelfOf,
  type TaskHead,
  type TaskHeads,
  taskAggregate,
  taskHeadsSpec,
} from '../health/tasks/task.ts';
import { scanAll } from '../storage/documents.ts';
import type { OpenStream } from '../stream/open-stream.ts';
import { KeptByTenant, keepCurrent } from '../tenants/kept-by-tenant.ts';

/** Of an alert that has not recovered, what says where it stands. */
export interface AlertNote {
  readonly alertId: string;
  readonly alert: Pick<Alert, 'level' | 'since' | 'acknowledged' | 'snoozed'>;
}

export interface TaskNote {
  readonly taskId: string;
  readonly title: string;
  readonly due: string;
  readonly owner?: string | undefined;
  readonly action?: HealthAction | undefined;
}

/** Alerts that have not recovered, by tenant. */
export function keepAlerts(
  context: Context,
  stream: Pick<OpenStream, 'follow'>,
  heads: AlertHeads,
): KeptByTenant<readonly AlertNote[]> {
  const kept = new KeptByTenant<readonly AlertNote[]>(
    {
      all: async () => {
        const found = new Map<string, AlertNote[]>();
        for await (const head of scanAll(heads, { index: 'active' })) {
          if (head.state.tenantId !== undefined) add(found, head.state.tenantId, alertNoteOf(head));
        }
        return found;
      },
      some: async ids => {
        const found = new Map<string, AlertNote[]>();
        for (const id of ids) {
          for await (const head of scanAll(heads, { index: 'activeOf', equals: [id] }))
            add(found, id, alertNoteOf(head));
        }
        return found;
      },
    },
    context.clock,
  );
  keepCurrent(context, stream, kept, { kind: alertAggregate.kind, what: 'the alerts' });
  return kept;
}

/** Open tasks by tenant, the one whose day comes first before the others. */
export async function keepTasks(
  context: Context,
  stream: Pick<OpenStream, 'follow'>,
): Promise<KeptByTenant<readonly TaskNote[]>> {
  const heads: TaskHeads = await context.store.collection(taskHeadsSpec);
  const kept = new KeptByTenant<readonly TaskNote[]>(
    {
      all: async () => {
        const found = new Map<string, TaskNote[]>();
        for await (const head of scanAll(heads, { index: 'all', equals: [shelfOf('open')()] }))
          add(found, head.state.tenantId, taskNoteOf(head));
        return found;
      },
      some: async ids => {
        const found = new Map<string, TaskNote[]>();
        for (const id of ids) {
          const equals = [shelfOf('open')(id)];
          const open = await heads.scan({ index: 'tenant', equals, limit: TASKS_OPEN_MAX });
          if (open.length > 0) found.set(id, open.map(taskNoteOf));
        }
        return found;
      },
    },
    context.clock,
  );
  keepCurrent(context, stream, kept, { kind: taskAggregate.kind, what: 'the tasks' });
  return kept;
}

function alertNoteOf({ id, state: { level, since, acknowledged, snoozed } }: AlertHead): AlertNote {
  return { alertId: id, alert: { level, since, acknowledged, snoozed } };
}

function taskNoteOf({ id, state: { title, due, owner, action } }: TaskHead): TaskNote {
  return { taskId: id, title, due, owner, action };
}

function add<Note>(found: Map<string, Note[]>, tenantId: string, note: Note): void {
  const notes = found.get(tenantId);
  if (notes === undefined) found.set(tenantId, [note]);
  else notes.push(note);
}
