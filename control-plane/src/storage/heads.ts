import { z } from 'zod';
import type { AggregateSpec, ChangeCollection } from './aggregates.ts';
import type { Collection, CollectionSpec, StoredDocument } from './documents.ts';
import { latestOnly, type Projection } from './relay.ts';

/** The current state of an aggregate, for lists: at most a moment behind its last change. */
export interface Head<S> extends StoredDocument {
  readonly version: number;
  readonly at: string;
  readonly state: S;
}

/** Heads of one kind; `fields` are what lists go along. */
export function headsSpec<S, F extends Record<string, string | number | undefined>, I extends string>(
  spec: AggregateSpec<S>,
  fields: z.ZodType<F>,
  indexes: Readonly<Record<I, readonly (keyof F & string)[]>>,
): CollectionSpec<Head<S> & F, I> {
  const base = z.object({ id: z.string(), version: z.int(), at: z.string(), state: spec.state });
  return {
    name: `${spec.kind}_heads`,
    indexes,
    parse: value => ({ ...base.parse(value), ...fields.parse(value) }),
  };
}

export function headProjection<S, F, I extends string>(
  changes: ChangeCollection,
  spec: AggregateSpec<S>,
  heads: Collection<Head<S> & F, I>,
  fieldsOf: (state: S) => F,
): Projection {
  return latestOnly(changes, spec.kind, async ({ aggregateId, version, at, after }) => {
    const state = spec.state.parse(after);
    await heads.replace({ id: aggregateId, version, at, state, ...fieldsOf(state) });
  });
}
