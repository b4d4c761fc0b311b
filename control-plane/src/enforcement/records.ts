import { nextLook } from '@tenantry/contracts/commercial/enforcement';
import {
  type EnforcementRecord,
  emptyRecord,
  enforcementRecordSchema,
  stageOf,
  throttledMeters,
} from '@tenantry/contracts/commercial/enforcement-record';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { AggregateSpec, Aggregates, Change, ChangeNote, Versioned } from '../storage/aggregates.ts';
import type { Collection } from '../storage/documents.ts';
import { headProjection, headsSpec } from '../storage/heads.ts';

export const enforcementAggregate: AggregateSpec<EnforcementRecord> = {
  kind: 'enforcement',
  state: enforcementRecordSchema,
};

const headFieldsSchema = z.object({
  stage: z.string(),
  /** `yes` while there is anything to show; absent when all is clear. */
  listed: z.string().optional(),
  dueAt: z.string().optional(),
});
type HeadFields = z.infer<typeof headFieldsSchema>;

export const enforcementHeadsSpec = headsSpec(enforcementAggregate, headFieldsSchema, {
  listed: ['listed'],
  stage: ['stage'],
  due: ['dueAt'],
});
export type EnforcementHead = ReturnType<typeof enforcementHeadsSpec.parse>;
export type EnforcementHeads = Collection<EnforcementHead, 'listed' | 'stage' | 'due'>;

/** Whether there is anything to show of it. */
function isListed(record: EnforcementRecord): boolean {
  return stageOf(record) !== 'clear' || record.exemption !== undefined;
}

function headFieldsOf(record: EnforcementRecord): HeadFields {
  const stage = stageOf(record);
  const dueAt = nextLook(record);
  return {
    stage,
    ...(isListed(record) && { listed: 'yes' }),
    ...(dueAt !== undefined && { dueAt }),
  };
}

/** A record, with version 0 while there is none. */
export type Known = Versioned<EnforcementRecord>;

/** What is held against each tenant: one aggregate each, one insert for each step. */
export class EnforcementRecords {
  readonly #records: Aggregates<EnforcementRecord>;
  readonly #clock: Context['clock'];
  readonly heads: EnforcementHeads;

  private constructor(context: Context, heads: EnforcementHeads) {
    this.#records = context.aggregates(enforcementAggregate);
    this.#clock = context.clock;
    this.heads = heads;
  }

  static async open(context: Context): Promise<EnforcementRecords> {
    const heads = await context.store.collection(enforcementHeadsSpec);
    context.addProjection(headProjection(context.changes, enforcementAggregate, heads, headFieldsOf));
    return new EnforcementRecords(context, heads);
  }

  async load(tenantId: string): Promise<Known> {
    return (await this.#records.load(tenantId)) ?? { version: 0, state: emptyRecord(tenantId), at: '' };
  }

  history(tenantId: string, after: number, limit: number): Promise<readonly Change<EnforcementRecord>[]> {
    return this.#records.history(tenantId, after, limit);
  }

  /** `exists`: somebody else went on from `from`. */
  change(
    { version, state, at }: Known,
    after: EnforcementRecord,
    note: ChangeNote,
  ): Promise<Versioned<EnforcementRecord> | 'exists'> {
    const { tenantId } = after;
    return version === 0
      ? this.#records.create(tenantId, after, { ...note, tenantId })
      : this.#records.change(tenantId, { version, state, at }, after, { ...note, tenantId });
  }

  /** Meters of which a tenant is refused more, by the last change there is. */
  async throttledOf(tenantId: string): Promise<readonly string[]> {
    const found = await this.#records.load(tenantId);
    return found === undefined ? [] : throttledMeters(found.state, this.#clock.now());
  }
}
