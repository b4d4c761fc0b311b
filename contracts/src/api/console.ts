import { z } from 'zod';
import { JOURNEYS, type Journey, LONGEST_STEP, STEP_OUTCOMES, STEPS_PER_BATCH } from './console-journeys.ts';

/** What the console keeps for a person, so that it follows them from one browser to another. */

export const DRAFTS_PER_PERSON = 20;
export const DRAFT_BYTES = 64 * 1024;
export const DRAFT_DAYS = 30;
/** Preferences and visits of whoever was not here for so long are thrown away. */
export const CONSOLE_KEPT_DAYS = 365;
export const VIEWS_PER_PERSON = 100;
export const SHARED_VIEWS = 200;
export const PINNED_VIEWS = 50;
/** Between two visits nobody was there for so long, in milliseconds. */
export const VISIT_GAP = 30 * 60_000;

const time = (description: string) => z.iso.datetime().meta({ description });
const version = z
  .int()
  .min(0)
  .meta({ description: 'In the ETag as "v<version>"; 0 before anything was kept' });
const UNPRINTABLE = /\p{Cc}/u;
const line = (max: number, description: string) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine(text => !UNPRINTABLE.test(text), { error: 'one line of text without control characters' })
    .meta({ description });

/** A page of the console by the name of its route. */
const pageName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'the name of a page: at most 40 lower-case letters, digits and hyphens')
  .meta({ description: 'A page of the console by its name, such as `tenants`' });
const columnName = z.string().regex(/^[A-Za-z][\w-]{0,39}$/, 'at most 40 letters, digits, _ and -');

const viewId = z.uuidv7().meta({ description: 'UUIDv7 of a view' });

const preferenceFields = {
  theme: z.enum(['system', 'light', 'dark']).optional(),
  locale: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'a language such as en or de')
    .optional()
    .meta({ description: 'The language; that of the browser when left out' }),
  density: z.enum(['comfortable', 'compact']).optional(),
  navigationFolded: z.boolean().optional(),
  timeZone: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/, 'a zone such as Europe/Berlin')
    .max(64)
    .optional()
    .meta({ description: 'IANA name; the zone of the browser when left out' }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR')
    .optional()
    .meta({ description: 'In which sums are shown where there are several' }),
  ownerName: line(128, 'Whose tenants and tasks are "mine", as records have it').optional(),
  columns: z
    .record(pageName, z.array(columnName).max(40))
    .refine(columns => Object.keys(columns).length <= 20, { error: 'at most 20 pages' })
    .optional()
    .meta({ description: 'Columns that are shown, in their order, by page' }),
  pinnedViews: z
    .array(viewId)
    .max(PINNED_VIEWS)
    .optional()
    .meta({ description: 'Views that are at hand, in their order; one that is gone does no harm' }),
};

export const consolePreferencesInputSchema = z.strictObject(preferenceFields).meta({
  id: 'ConsolePreferencesInput',
  description: 'Takes the place of what was kept; what is left out is as it comes',
});
export type ConsolePreferencesInput = z.output<typeof consolePreferencesInputSchema>;

export const consolePreferencesSchema = z
  .object({
    ...preferenceFields,
    updatedAt: time('When they were kept; absent before').optional(),
    version,
  })
  .meta({ id: 'ConsolePreferences', description: 'How somebody wants the console' });

export const consoleVisitSchema = z
  .object({
    since: time('When the last visit before this one ended; absent on the first').optional(),
    startedAt: time('When this visit began; absent while there was none').optional(),
    seenAt: time('When this visit was last told of').optional(),
  })
  .meta({
    id: 'ConsoleVisit',
    description: `What is new is new since \`since\`. A visit goes on until nobody was there for ${VISIT_GAP / 60_000} minutes`,
  });
export type ConsoleVisit = z.output<typeof consoleVisitSchema>;

const viewFields = {
  name: line(80, 'What it is called'),
  page: pageName,
  query: z
    .string()
    .max(2_000)
    .regex(/^(?![?#])[\x21-\x7e]*$/, 'a query as addresses have it, without the question mark')
    .refine(query => !query.includes('#'), { error: 'a query as addresses have it, without a fragment' })
    .meta({ description: 'Filter, sort and columns, as the address of the page has them behind its `?`' }),
  shared: z.boolean().meta({ description: 'Everybody who works here sees it; otherwise its owner alone' }),
};

export const newConsoleViewSchema = z
  .strictObject({
    ...viewFields,
    shared: viewFields.shared.default(false),
    pinned: z.boolean().default(false).meta({ description: 'At hand for the caller' }),
  })
  .meta({ id: 'NewConsoleView' });
export type NewConsoleView = z.output<typeof newConsoleViewSchema>;

export const consoleViewPatchSchema = z
  .strictObject({
    name: viewFields.name,
    query: viewFields.query,
    shared: viewFields.shared,
    pinned: z.boolean().meta({ description: "The caller's own mark, on any view that it sees" }),
  })
  .partial()
  .meta({ id: 'ConsoleViewPatch', description: 'What is left out stays' });
export type ConsoleViewPatch = z.output<typeof consoleViewPatchSchema>;

export const consoleViewSchema = z
  .object({
    viewId,
    ...viewFields,
    own: z.boolean().meta({ description: 'It is the caller’s' }),
    pinned: z.boolean().meta({ description: 'At hand for the caller' }),
    updatedAt: time('When it was last changed'),
    version,
  })
  .meta({ id: 'ConsoleView', description: 'A list of the console as somebody wants to see it again' });

export const consoleViewListSchema = z
  .object({ items: z.array(consoleViewSchema) })
  .meta({ id: 'ConsoleViewList', description: 'All of them, by name: they are few' });

export const consoleViewQuerySchema = z.strictObject({ page: pageName.optional() });
export const consoleViewParamsSchema = z.strictObject({ viewId: z.uuidv7() });

export const consoleDraftParamsSchema = z.strictObject({
  draftId: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,79}$/, 'at most 80 lower-case letters, digits, _ and -')
    .meta({ description: 'Chosen by whoever writes it, such as `note-<tenantId>`' }),
});

export const consoleDraftInputSchema = z
  .strictObject({
    content: z
      .string()
      .max(DRAFT_BYTES)
      .refine(text => new TextEncoder().encode(text).length <= DRAFT_BYTES, {
        error: `at most ${DRAFT_BYTES} bytes`,
      })
      .meta({ description: 'JSON or any other text; it is given back as it is' }),
  })
  .meta({ id: 'ConsoleDraftInput' });

const draftFields = {
  draftId: z.string(),
  updatedAt: time('When it was last saved'),
  endsAt: time(`When it is thrown away: ${DRAFT_DAYS} days after it was last saved`),
  version,
};
export const consoleDraftSchema = z
  .object({ ...draftFields, content: z.string() })
  .meta({ id: 'ConsoleDraft', description: 'What somebody has begun to write, and nobody else sees' });

export const consoleDraftListSchema = z
  .object({ items: z.array(z.object(draftFields).meta({ id: 'ConsoleDraftHead' })) })
  .meta({ id: 'ConsoleDraftList', description: `The caller's drafts, at most ${DRAFTS_PER_PERSON}` });

const journeyNames = Object.keys(JOURNEYS);
const stepNames = [...new Set<string>(Object.values(JOURNEYS).flat())];

const stepSchema = z
  .strictObject({
    journey: z.string().meta({ enum: journeyNames, description: 'What for' }),
    step: z.string().meta({ enum: stepNames, description: 'A step of this journey' }),
    outcome: z.enum(STEP_OUTCOMES),
    milliseconds: z.int().min(0).max(LONGEST_STEP).meta({ description: 'From the beginning of the step' }),
  })
  .refine(({ journey, step }) => hasStep(journey, step), {
    path: ['step'],
    error: 'a journey of the list, and one of its steps',
  })
  .meta({ id: 'ConsoleStep', description: 'A step that is over; it says nothing of whose it was' });

export const consoleStepsSchema = z
  .strictObject({ steps: z.array(stepSchema).min(1).max(STEPS_PER_BATCH) })
  .meta({ id: 'ConsoleSteps' });

function isJourney(name: string): name is Journey {
  return Object.hasOwn(JOURNEYS, name);
}

function hasStep(journey: string, step: string): boolean {
  return isJourney(journey) && JOURNEYS[journey].some(known => known === step);
}
