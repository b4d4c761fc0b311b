import { NOTES_PER_TENANT } from '@tenantry/contracts/commercial/tenant';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { AggregateSpec, Aggregates } from '../storage/aggregates.ts';
import { type Collection, positionOf, type Scalar } from '../storage/documents.ts';
import { headProjection, headsSpec } from '../storage/heads.ts';
import type { Who } from './who.ts';

const noteStateSchema = z.object({
  tenantId: z.string(),
  text: z.string(),
  author: z.string(),
  at: z.string(),
  removed: z.boolean(),
});
type NoteState = z.infer<typeof noteStateSchema>;

/** A note is an aggregate of its own: a tenant's changes stay small, and who wrote or removed it is in audit. */
const noteAggregate: AggregateSpec<NoteState> = { kind: 'tenant_note', state: noteStateSchema };

/** Only notes that are there have a place in the list. */
const listedSchema = z.object({ listed: z.string().optional(), at: z.string() });
type Listed = z.infer<typeof listedSchema>;
const notesSpec = headsSpec(noteAggregate, listedSchema, { tenant: ['listed', 'at'] });
type NoteHead = ReturnType<typeof notesSpec.parse>;

export class Notes {
  readonly #notes: Aggregates<NoteState>;
  readonly #heads: Collection<NoteHead, 'tenant'>;

  private constructor(notes: Aggregates<NoteState>, heads: Collection<NoteHead, 'tenant'>) {
    this.#notes = notes;
    this.#heads = heads;
  }

  static async open(context: Context): Promise<Notes> {
    const heads = await context.store.collection(notesSpec);
    context.addProjection(
      headProjection<NoteState, Listed, 'tenant'>(
        context.changes,
        noteAggregate,
        heads,
        ({ tenantId, at, removed }) => ({
          at,
          ...(!removed && { listed: tenantId }),
        }),
      ),
    );
    return new Notes(context.aggregates(noteAggregate), heads);
  }

  /** With an id that exists it answers that note. @throws Problem conflict, when the tenant has too many */
  async add(
    noteId: string,
    note: { readonly tenantId: string; readonly text: string; readonly at: string },
    who: Who,
  ): Promise<NoteState> {
    const { tenantId } = note;
    const there = await this.#heads.scan({ index: 'tenant', equals: [tenantId], limit: NOTES_PER_TENANT });
    if (there.length >= NOTES_PER_TENANT) {
      throw new Problem('conflict', `a tenant has at most ${NOTES_PER_TENANT} notes: remove old ones`, {
        reason: 'too_many_notes',
        params: { most: NOTES_PER_TENANT },
      });
    }
    const state: NoteState = { ...note, author: who.actor.name, removed: false };
    const created = await this.#notes.create(noteId, state, { ...who, tenantId, action: 'tenant.add_note' });
    if (created !== 'exists') return created.state;
    const known = await this.#notes.load(noteId);
    if (known === undefined) throw notFound('such note');
    return known.state;
  }

  /** The newest first. */
  async list(
    tenantId: string,
    page: { readonly limit: number; readonly after?: readonly Scalar[] | undefined },
  ): Promise<{ readonly items: readonly NoteHead[]; readonly next: readonly Scalar[] | undefined }> {
    const { limit, after } = page;
    const found = await this.#heads.scan({
      index: 'tenant',
      equals: [tenantId],
      descending: true,
      limit: limit + 1,
      ...(after && { after }),
    });
    const items = found.slice(0, limit);
    const last = items.at(-1);
    const next = found.length > limit && last ? positionOf(last, notesSpec, 'tenant', 1) : undefined;
    return { items, next };
  }

  /** @throws Problem not_found */
  async remove(tenantId: string, noteId: string, who: Who): Promise<void> {
    for (;;) {
      const note = await this.#notes.load(noteId);
      if (note === undefined || note.state.tenantId !== tenantId || note.state.removed)
        throw notFound('such note');
      // The text goes from what is current; the history keeps it, as it does everything.
      const removed = { ...note.state, removed: true, text: '' };
      const change = await this.#notes.change(noteId, note, removed, {
        ...who,
        tenantId,
        action: 'tenant.remove_note',
      });
      if (change !== 'exists') return;
    }
  }
}
