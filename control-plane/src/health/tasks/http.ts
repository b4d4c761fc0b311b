import {
  closeTaskSchema,
  newTaskSchema,
  type TaskBody,
  taskListQuerySchema,
  taskPageSchema,
  taskPatchSchema,
  taskSchema,
} from '@tenantry/contracts/commercial/task';
import { tenantIdSchema } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { decodeCursor, encodeCursor, invalidCursor } from '../../http/cursor.ts';
import { etagOf } from '../../http/etag.ts';
import { Problem } from '../../http/problem.ts';
import { defineRoute, type Route } from '../../http/route.ts';
import type { Versioned } from '../../storage/aggregates.ts';
import type { TenantRoll } from '../../tenants/tenant-roll.ts';
import { whoOf } from '../../tenants/who.ts';
import { dayOf } from '../health-days.ts';
import type { HealthPorts } from '../ports.ts';
import { type TaskState, titleOf } from './task.ts';
import type { Tasks } from './tasks.ts';

const tag = 'tasks';
const taskParams = z.strictObject({ taskId: z.uuidv7() });
const tenantParams = z.strictObject({ tenantId: tenantIdSchema });

export function taskRoutes(
  tasks: Tasks,
  ports: Pick<HealthPorts, 'tenant'>,
  roll: Pick<TenantRoll, 'get'>,
  clock: Clock,
): Route[] {
  const toTask = (
    taskId: string,
    { state, version }: Pick<Versioned<TaskState>, 'state' | 'version'>,
  ): TaskBody => ({
    taskId,
    ...state,
    ...titleOf(state),
    tenantName: roll.get(state.tenantId)?.displayName ?? null,
    overdue: state.status === 'open' && state.due < dayOf(clock.now()),
    version,
  });
  const answer = (taskId: string, task: Versioned<TaskState>, status = 200) => ({
    status,
    body: toTask(taskId, task),
    headers: { etag: etagOf(task.version) },
  });
  return [
    defineRoute({
      method: 'get',
      path: '/v1/tasks',
      operation: 'listTasks',
      tag,
      summary: 'Tasks: open ones by their day, closed ones the newest first',
      query: taskListQuerySchema,
      responses: { 200: taskPageSchema },
      handle: async ({ query: { cursor, ...query } }) => {
        const { status, tenantId, owner } = query;
        if (tenantId !== undefined && owner !== undefined) throw oneOfBoth();
        const list = ['tasks', JSON.stringify({ status, tenantId, owner })];
        const after = cursor === undefined ? undefined : placeIn(list, cursor);
        const { items, next } = await tasks.list(query, after);
        const body = {
          items: items.map(head => toTask(head.id, head)),
          ...(next && { next: encodeCursor(list, next) }),
        };
        return { status: 200, body };
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tenants/{tenantId}/tasks',
      operation: 'createTask',
      tag,
      summary: 'Write down what is to be done about a customer, by a suggested action or in your own words',
      params: tenantParams,
      body: newTaskSchema,
      responses: { 201: taskSchema },
      idempotent: true,
      tenantParam: 'tenantId',
      handle: async call => {
        const { tenantId } = call.params;
        const tenant = await ports.tenant(tenantId);
        if (tenant === undefined)
          throw new Problem('not_found', 'there is no tenant with that id that lives');
        const owner = call.body.owner ?? tenant.accountOwner;
        const wanted = { ...call.body, tenantId, ...(owner !== undefined && { owner }) };
        const made = await tasks.create(call.newId, wanted, whoOf(call));
        const { headers, ...rest } = answer(call.newId, made, 201);
        return { ...rest, headers: { ...headers, location: `/v1/tasks/${call.newId}` } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/tasks/{taskId}',
      operation: 'getTask',
      tag,
      summary: 'A task',
      params: taskParams,
      responses: { 200: taskSchema },
      handle: async ({ params: { taskId } }) => answer(taskId, await tasks.load(taskId)),
    }),
    defineRoute({
      method: 'patch',
      path: '/v1/tasks/{taskId}',
      operation: 'updateTask',
      tag,
      summary: 'Change what is to be done, by whom or until when',
      params: taskParams,
      body: taskPatchSchema,
      responses: { 200: taskSchema },
      precondition: 'required',
      handle: async call => {
        const { taskId } = call.params;
        return answer(taskId, await tasks.update(taskId, call.body, call.ifMatch, whoOf(call)));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tasks/{taskId}/close',
      operation: 'closeTask',
      tag,
      summary: 'Say that a task is done, or is not to be done any more',
      params: taskParams,
      body: closeTaskSchema,
      responses: { 200: taskSchema },
      handle: async call => {
        const { taskId } = call.params;
        return answer(taskId, await tasks.close(taskId, call.body, whoOf(call)));
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/tasks/{taskId}/reopen',
      operation: 'reopenTask',
      tag,
      summary: 'Open a task again',
      params: taskParams,
      responses: { 200: taskSchema },
      handle: async call => {
        const { taskId } = call.params;
        return answer(taskId, await tasks.reopen(taskId, whoOf(call)));
      },
    }),
  ];
}

/** @throws Problem invalid_cursor also for a place that none of these lists has */
function placeIn(list: readonly string[], cursor: string): readonly [string, string] {
  const place = z.tuple([z.string(), z.string()]).safeParse(decodeCursor(list, cursor));
  if (!place.success) throw invalidCursor();
  return place.data;
}

function oneOfBoth(): Problem {
  const message = 'by tenant or by owner, not both';
  return new Problem('invalid_request', message, {
    errors: [{ field: 'query.owner', code: 'not_together', message }],
  });
}
