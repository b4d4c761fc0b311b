import { type QueryClient, useQueryClient } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { reactive, ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { api, read } from '../api/client.ts';
import { IdempotencyKeys } from '../api/idempotency-keys.ts';
import { useToasts } from '../ui/toasts/toasts.ts';
import { useTaskTitle } from './use-task-title.ts';

type Schemas = components['schemas'];
export type Task = Schemas['Task'];
export type NewTask = Schemas['NewTask'];
export type TaskPatch = Schemas['TaskPatch'];

interface Listed {
  readonly items: readonly Task[];
}

/**
 * What is done with tasks, from any page. It is shown as done at once, in every list of tasks, and taken back when it
 * was refused; what was done can be undone by what takes it back in the record. `problem` is what was refused last.
 */
export function useTaskChanges() {
  const client = useQueryClient();
  const { t } = useI18n();
  const { tell } = useToasts();
  const titleOf = useTaskTitle();
  const problem = shallowRef<Error>();
  const busy = ref<ReadonlySet<string>>(new Set());
  const keys = new IdempotencyKeys();

  async function run<Result>(id: string, change: () => Promise<Result>): Promise<Result | undefined> {
    if (busy.value.has(id)) return undefined;
    busy.value = new Set([...busy.value, id]);
    problem.value = undefined;
    try {
      return await change();
    } catch (error) {
      problem.value = error instanceof Error ? error : new Error(String(error));
      return undefined;
    } finally {
      busy.value = new Set([...busy.value].filter(other => other !== id));
      void client.invalidateQueries({
        predicate: ({ queryKey: [kind] }) => kind === 'task' || kind === 'today',
      });
    }
  }

  async function create(tenantId: string, body: NewTask): Promise<Task | undefined> {
    const header = { 'Idempotency-Key': keys.of([tenantId, body]) };
    return run(`new ${tenantId}`, async () => {
      const task = await read(
        api.POST('/v1/tenants/{tenantId}/tasks', {
          params: { path: { tenantId }, header },
          body,
        }),
      );
      keys.done([tenantId, body]);
      tell(t('shared.task.made', { title: titleOf(task), due: task.due }), {
        action: {
          label: t('shared.undo'),
          run: () => run(task.taskId, () => closed(task, 'dropped', t('shared.task.takenBack'))),
        },
      });
      return task;
    });
  }

  function closed(task: Task, as: 'done' | 'dropped', closingNote?: string): Promise<Task> {
    const body = { as, ...(closingNote && { closingNote }) };
    const params = { path: { taskId: task.taskId } };
    return optimistic(
      client,
      task,
      items => items.filter(({ taskId }) => taskId !== task.taskId),
      () => read(api.POST('/v1/tasks/{taskId}/close', { params, body })),
    );
  }

  async function close(task: Task, as: 'done' | 'dropped' = 'done', note?: string): Promise<boolean> {
    const result = await run(task.taskId, () => closed(task, as, note));
    if (result === undefined) return false;
    tell(t(`shared.task.${as}`, { title: titleOf(task) }), {
      action: { label: t('shared.undo'), run: () => reopen(task, false) },
    });
    return true;
  }

  async function reopen(task: Task, told = true): Promise<boolean> {
    const params = { path: { taskId: task.taskId } };
    const result = await run(task.taskId, () =>
      optimistic(
        client,
        task,
        items => items.filter(({ taskId }) => taskId !== task.taskId),
        () => read(api.POST('/v1/tasks/{taskId}/reopen', { params })),
      ),
    );
    if (result !== undefined && told) {
      tell(t('shared.task.reopened', { title: titleOf(task) }), {
        action: { label: t('shared.undo'), run: () => close(task) },
      });
    }
    return result !== undefined;
  }

  /** `version`: that was looked at. `undo` is told of unless the change takes one back. */
  async function update(task: Task, patch: TaskPatch, told?: string): Promise<Task | undefined> {
    const params = { path: { taskId: task.taskId }, header: { 'If-Match': `"v${task.version}"` } };
    const after = await run(task.taskId, () =>
      optimistic(
        client,
        task,
        items => items.map(item => (item.taskId === task.taskId ? patched(item, patch) : item)),
        () => read(api.PATCH('/v1/tasks/{taskId}', { params, body: patch })),
      ),
    );
    if (after !== undefined && told !== undefined) {
      const back = { title: task.title, note: task.note ?? null, owner: task.owner ?? null, due: task.due };
      tell(told, { action: { label: t('shared.undo'), run: () => update(after, back) } });
    }
    return after;
  }

  return reactive({
    problem,
    busy,
    create,
    close,
    reopen,
    update,
    forget: () => {
      problem.value = undefined;
    },
  });
}
export type TaskChanges = ReturnType<typeof useTaskChanges>;

function patched(task: Task, { title, note, owner, due }: TaskPatch): Task {
  const { note: _note, owner: _owner, ...rest } = task;
  const [newNote, newOwner] = [
    note === undefined ? task.note : note,
    owner === undefined ? task.owner : owner,
  ];
  return {
    ...{ ...rest, title: title ?? task.title, due: due ?? task.due },
    ...(newNote != null && { note: newNote }),
    ...(newOwner != null && { owner: newOwner }),
  };
}

/** Every list of tasks shows it as it will be; refused, each is again what it was. */
async function optimistic(
  client: QueryClient,
  task: Task,
  change: (items: readonly Task[]) => readonly Task[],
  send: () => Promise<Task>,
): Promise<Task> {
  const filter = { queryKey: ['task'] };
  await client.cancelQueries(filter);
  const before = client.getQueriesData<unknown>(filter);
  for (const [key, data] of before) {
    if (isListed(data) && data.items.some(({ taskId }) => taskId === task.taskId))
      client.setQueryData(key, { ...data, items: change(data.items) });
  }
  try {
    return await send();
  } catch (error) {
    for (const [key, data] of before) client.setQueryData(key, data);
    throw error;
  }
}

function isListed(data: unknown): data is Listed {
  return typeof data === 'object' && data !== null && 'items' in data && Array.isArray(data.items);
}
