import { z } from 'zod';

/**
 * Meters: what is counted of the events. A meter is a projection of the ledger, so one can be added or mended later
 * and counts what was sent before. Its version is part of what it counted; a changed meter counts anew beside the old.
 */

export const AGGREGATIONS = ['sum', 'count', 'max', 'unique', 'latest', 'time_weighted'] as const;

export const aggregationSchema = z.enum(AGGREGATIONS).meta({
  id: 'Aggregation',
  description:
    'sum, max: of the quantities. count: how many events. unique: how many different subjects or values of a ' +
    'dimension. latest: the last quantity up to the end of the interval. time_weighted: quantity × hours, each ' +
    'quantity holding until the next',
});
export type Aggregation = z.infer<typeof aggregationSchema>;

export const METER_KEY = /^[a-z][a-z0-9_]{0,39}$/;
export const EVENT_TYPE = /^[A-Za-z0-9][A-Za-z0-9._:/-]{0,127}$/;
export const DIMENSION_NAME = /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/;
export const MAX_SCALE = 12;

export const meterKeySchema = z
  .string()
  .regex(METER_KEY, 'at most 40 lower-case letters, digits and _, a letter first')
  .meta({ id: 'MeterKey', description: 'Name of a meter', example: 'ingestion' });

export const eventTypeSchema = z
  .string()
  .regex(EVENT_TYPE, 'at most 128 letters, digits and . _ : / -, a letter or digit first')
  .meta({ id: 'EventType', description: 'What kind of event it is', example: 'ingestion' });

export const dimensionNameSchema = z
  .string()
  .regex(DIMENSION_NAME, 'at most 64 letters, digits and . _ -, a letter first')
  .meta({ description: 'Name of a dimension' });

const shape = {
  title: z.string().min(1).max(80).meta({ description: 'Name for people' }),
  description: z.string().max(400).default('').meta({ description: 'What is counted, for people' }),
  aggregation: aggregationSchema,
  unit: z
    .string()
    .min(1)
    .max(40)
    .meta({ description: 'What one is: records, queries, GB', example: 'records' }),
  scale: z
    .int()
    .min(0)
    .max(MAX_SCALE)
    .default(0)
    .meta({ description: 'Decimal places of its quantities, which are whole numbers of 10^-scale units' }),
  types: z.array(eventTypeSchema).min(1).max(16).meta({ description: 'Events that it counts, by type' }),
  filter: z
    .record(dimensionNameSchema, z.array(z.string().max(256)).min(1).max(64))
    .default({})
    .meta({ description: 'Counts only events whose dimension has one of these values, for every name here' }),
  uniqueBy: z
    .string()
    .regex(/^(subject|dimension:[A-Za-z][A-Za-z0-9_.-]{0,63})$/, 'subject, or dimension:<name>')
    .optional()
    .meta({ description: 'Of a unique meter: what is to differ: subject, or dimension:<name>' }),
};

interface Rules {
  readonly aggregation: Aggregation;
  readonly types: readonly string[];
  readonly scale: number;
  readonly uniqueBy?: string | undefined;
}

/** What does not fit together in a meter, as zod issues. */
function checkMeter({ value, issues }: z.core.ParsePayload<Rules>): void {
  const fault = (field: string, message: string) =>
    issues.push({ code: 'custom', input: value, path: [field], message });
  if ((value.aggregation === 'unique') !== (value.uniqueBy !== undefined)) {
    fault('uniqueBy', 'goes with aggregation unique, and only with it');
  }
  if (value.aggregation === 'time_weighted' && value.types.length !== 1) {
    fault('types', 'a time-weighted meter follows the events of one type');
  }
  if ((value.aggregation === 'count' || value.aggregation === 'unique') && value.scale !== 0) {
    fault('scale', 'what is counted has no decimal places');
  }
  if (new Set(value.types).size !== value.types.length) fault('types', 'each type once');
}

export const newMeterSchema = z
  .strictObject({ key: meterKeySchema, ...shape })
  .check(checkMeter)
  .meta({ id: 'NewMeter', description: 'A meter to declare' });
export type NewMeter = z.output<typeof newMeterSchema>;

export const meterSchema = z
  .strictObject({
    key: meterKeySchema,
    version: z.int().min(1).meta({ description: 'Rises by one with each change of what it counts' }),
    ...shape,
  })
  .check(checkMeter)
  .meta({ id: 'Meter', description: 'Something counted' });
export type Meter = z.output<typeof meterSchema>;

export const changedMeterSchema = z
  .strictObject(shape)
  .check(checkMeter)
  .meta({ id: 'ChangedMeter', description: 'What a meter is to count from its next version on' });

export const meterStateSchema = z
  .object({
    key: meterKeySchema,
    version: z.int(),
    ...shape,
    description: z.string(),
    scale: z.int(),
    filter: z.record(z.string(), z.array(z.string())),
    state: z
      .enum(['in_force', 'building'])
      .meta({ description: 'building: its history is being counted, and it does not answer yet' }),
  })
  .meta({ id: 'MeterState', description: 'A meter, and whether it answers' });

export const meterListSchema = z.object({ items: z.array(meterStateSchema) }).meta({ id: 'MeterList' });

function shippedMeter(key: string, title: string, unit: string, description: string): Meter {
  return {
    key,
    version: 1,
    title,
    description,
    aggregation: 'sum',
    unit,
    scale: 0,
    types: [key],
    filter: {},
  };
}

/** The meters that every installation has; plans name them. Each sums the quantities, 1 where an event gives none. */
export const SHIPPED_METERS: readonly Meter[] = [
  shippedMeter('ingestion', 'Ingestion', 'records', 'Records taken in'),
  shippedMeter('query', 'Queries', 'queries', 'Queries served'),
  shippedMeter('timeline', 'Timelines', 'timelines', 'Timelines rendered'),
  shippedMeter('signup', 'Sign-ups', 'sign-ups', 'Sign-ups completed'),
];
