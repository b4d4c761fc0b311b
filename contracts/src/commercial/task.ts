import { z } from 'zod';
import { nextSchema, pageQuery } from '../api/list.ts';
import { healthActionSchema } from './health-factors.ts';
import { plainText, tenantIdSchema, timeSchema } from './tenant.ts';

/** What somebody of customer success has to do about a tenant, until when. */

export const TASK_STATUSES = ['open', 'done', 'dropped'] as const;
export const taskStatusSchema = z.enum(TASK_STATUSES).meta({
  id: 'TaskStatus',
  description: 'dropped: it is not to be done any more',
});

export const TASKS_OPEN_MAX = 100;

const title = plainText(200, 'What is to be done');
const note = plainText(4_000, 'What else there is to know', 'lines');
const owner = plainText(128, 'Who does it: a name or an address');
const due = z.iso.date({ error: 'a day such as 2027-01-31' }).meta({ description: 'The last day, UTC' });

export const newTaskSchema = z
  .strictObject({
    action: healthActionSchema.optional().meta({ description: 'The suggested action that it comes from' }),
    title: title.optional().meta({ description: 'That of the action, when left out' }),
    note: note.optional(),
    owner: owner.optional().meta({ description: "The tenant's account owner, when left out" }),
    due: due.optional().meta({ description: 'As soon as the action asks for, when left out' }),
  })
  .refine(({ action, title }) => action !== undefined || title !== undefined, {
    path: ['title'],
    error: 'a title, or an action that has one',
  })
  .meta({ id: 'NewTask' });
export type NewTask = z.infer<typeof newTaskSchema>;

export const taskPatchSchema = z
  .strictObject({ title, note: note.nullable(), owner: owner.nullable(), due })
  .partial()
  .meta({ id: 'TaskPatch', description: 'A field that is left out stays, null takes one away' });
export type TaskPatch = z.infer<typeof taskPatchSchema>;

export const closeTaskSchema = z
  .strictObject({
    as: z.enum(['done', 'dropped']).default('done'),
    closingNote: plainText(1_000, 'What came of it', 'lines').optional(),
  })
  .meta({ id: 'CloseTask' });
export type CloseTask = z.infer<typeof closeTaskSchema>;

export const taskSchema = z
  .object({
    taskId: z.uuidv7(),
    tenantId: tenantIdSchema,
    tenantName: z.string().nullable().meta({ description: 'null: it is gone' }),
    title: z.string(),
    titleOf: healthActionSchema
      .optional()
      .meta({ description: 'The action whose own title this is; not there when a person wrote it' }),
    note: z.string().optional(),
    owner: z.string().optional(),
    due: z.iso.date(),
    overdue: z.boolean().meta({ description: 'It is open, and its day is over' }),
    action: healthActionSchema.optional(),
    status: taskStatusSchema,
    closingNote: z.string().optional(),
    closedAt: timeSchema('When it was done or dropped').optional(),
    createdAt: timeSchema('When it was written down'),
    author: z.string().meta({ description: 'Name of who wrote it down' }),
    version: z.int().meta({ description: 'In the ETag as "v<version>"' }),
  })
  .meta({ id: 'Task', description: 'Something to do about a tenant' });
export type TaskBody = z.infer<typeof taskSchema>;

export const taskPageSchema = z.object({ items: z.array(taskSchema), next: nextSchema }).meta({
  id: 'TaskPage',
  description: 'Open ones by their day, the earliest first; closed ones newest first',
});

export const taskListQuerySchema = z.strictObject({
  status: z.enum(['open', 'closed']).default('open').meta({ description: 'closed: done and dropped ones' }),
  tenantId: tenantIdSchema.optional(),
  owner: z.string().min(1).max(128).optional().meta({ description: 'Exactly; not together with tenantId' }),
  ...pageQuery,
});
export type TaskListQuery = z.infer<typeof taskListQuerySchema>;
