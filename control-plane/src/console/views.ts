import {
  type ConsoleViewPatch,
  type NewConsoleView,
  SHARED_VIEWS,
  VIEWS_PER_PERSON,
} from '@tenantry/contracts/api/console';
import type { Context } from '../context.ts';
import { requireMatch } from '../http/etag.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { Aggregates, Versioned } from '../storage/aggregates.ts';
import { type Collection, scanAll } from '../storage/documents.ts';
import { headProjection } from '../storage/heads.ts';
import type { Who } from '../tenants/who.ts';
import { mayStay } from './room.ts';
import {
  type Listed,
  listedBy,
  type ViewHead,
  type ViewIndex,
  type ViewState,
  viewAggregate,
  viewHeadsSpec,
} from './view.ts';

export type View = Versioned<ViewState> & { readonly viewId: string };

/** Who asks: an admin may mend and remove what others have shared. */
export interface Viewer extends Who {
  readonly mayTendShared: boolean;
}

const WORDLESS = { text: { name: 'erased', query: '' }, removed: true };

export class Views {
  readonly #views: Aggregates<ViewState>;
  readonly #heads: Collection<ViewHead, ViewIndex>;

  private constructor(views: Aggregates<ViewState>, heads: Collection<ViewHead, ViewIndex>) {
    this.#views = views;
    this.#heads = heads;
  }

  static async open(context: Context): Promise<Views> {
    const heads = await context.store.collection(viewHeadsSpec);
    context.addProjection(
      headProjection<ViewState, Listed, ViewIndex>(context.changes, viewAggregate, heads, listedBy.of),
    );
    return new Views(context.aggregates(viewAggregate), heads);
  }

  /** Those of the person and those that are shared, by name. */
  async list(personId: string, page: string | undefined): Promise<readonly View[]> {
    const [own, shared] = await Promise.all([
      this.#heads.scan({ ...listedBy.owner(personId), limit: VIEWS_PER_PERSON * 2 }),
      this.#heads.scan({ ...listedBy.everybody, limit: SHARED_VIEWS * 2 }),
    ]);
    const all = new Map([...own, ...shared].map(head => [head.id, head]));
    return [...all.values()]
      .filter(({ state }) => page === undefined || state.page === page)
      .map(({ id, version, state, at }) => ({ viewId: id, version, state, at }))
      .sort(
        (a, b) => a.state.text.name.localeCompare(b.state.text.name, 'en') || (a.viewId < b.viewId ? -1 : 1),
      );
  }

  /** @throws Problem conflict when there are too many */
  async create(viewId: string, given: Omit<NewConsoleView, 'pinned'>, who: Who): Promise<View> {
    const known = await this.#views.load(viewId);
    // The same request, come again: nobody knows whether it had looked for room.
    if (known !== undefined && !known.state.removed) return this.#settled({ viewId, ...known }, who);
    await this.#checkRoom(who.actor.id, given.shared);
    const { name, query, page, shared } = given;
    const state: ViewState = { ownerId: who.actor.id, page, text: { name, query }, shared, removed: false };
    const made = await this.#views.create(viewId, state, { ...who, action: 'console_view.created' });
    if (made === 'exists') return this.#seen(viewId, who.actor.id);
    return this.#settled({ viewId, ...made }, who);
  }

  /** @throws Problem not_found */
  seen(viewId: string, personId: string): Promise<View> {
    return this.#seen(viewId, personId);
  }

  /** @throws Problem not_found, forbidden, precondition_failed, conflict */
  async change(
    viewId: string,
    patch: Omit<ConsoleViewPatch, 'pinned'>,
    ifMatch: string | undefined,
    viewer: Viewer,
  ): Promise<View> {
    const view = await this.#tended(viewId, viewer);
    requireMatch(ifMatch, view.version);
    const { text, shared: before } = view.state;
    const { name = text.name, query = text.query, shared = before } = patch;
    if (shared && !before) await this.#check(SHARED);
    const after = { ...view.state, text: { name, query }, shared };
    const changed = await this.#write(view, after, 'console_view.changed', viewer);
    if (shared && !before && !(await this.#fits(viewId, SHARED))) {
      await this.#write(changed, view.state, 'console_view.changed', viewer);
      throw tooMany(SHARED);
    }
    return changed;
  }

  /** @throws Problem not_found, forbidden, precondition_failed */
  async remove(viewId: string, ifMatch: string | undefined, viewer: Viewer): Promise<void> {
    const view = await this.#tended(viewId, viewer);
    requireMatch(ifMatch, view.version);
    await this.#write(view, { ...view.state, removed: true }, 'console_view.removed', viewer);
  }

  /**
   * Removes what a person keeps for itself, and what is left of the person's words in what was removed before; what it
   * has shared stays with those who use it. Answers of which views the history still has what the person wrote.
   */
  async forget(personId: string, who: Who): Promise<readonly string[]> {
    const forgotten: string[] = [];
    for await (const { id: viewId } of scanAll(this.#heads, listedBy.writer(personId))) {
      const view = await this.#views.load(viewId);
      if (view === undefined || isInUse(view.state)) continue;
      forgotten.push(viewId);
      if (isWordless(view.state)) continue;
      const action = view.state.removed ? 'console_view.erased' : 'console_view.removed';
      await this.#write({ viewId, ...view }, { ...view.state, ...WORDLESS }, action, who);
    }
    return forgotten;
  }

  async #seen(viewId: string, personId: string): Promise<View> {
    const view = await this.#views.load(viewId);
    const { ownerId, shared, removed } = view?.state ?? {};
    if (view === undefined || removed || (ownerId !== personId && !shared)) throw notFound('such view');
    return { viewId, ...view };
  }

  async #tended(viewId: string, { actor, mayTendShared }: Viewer): Promise<View> {
    const view = await this.#seen(viewId, actor.id);
    if (view.state.ownerId !== actor.id && !mayTendShared)
      throw new Problem('forbidden', 'a shared view is changed by its owner, or by an admin', {
        reason: 'not_your_view',
      });
    return view;
  }

  async #write(view: View, after: ViewState, action: string, { actor, requestId }: Who): Promise<View> {
    const changed = await this.#views.change(view.viewId, view, after, { actor, requestId, action });
    if (changed === 'exists') throw new Problem('precondition_failed', 'somebody changed it just now');
    return { viewId: view.viewId, ...changed };
  }

  /** Of many that are made at once, those stay for which there is room; the others are taken back. */
  async #settled(view: View, who: Who): Promise<View> {
    for (const place of placesOf(view.state.ownerId, view.state.shared)) {
      if (await this.#fits(view.viewId, place)) continue;
      await this.#write(view, { ...view.state, removed: true }, 'console_view.removed', who);
      throw tooMany(place);
    }
    return view;
  }

  /** Spares the record most of what would have to be taken back. */
  async #checkRoom(personId: string, shared: boolean): Promise<void> {
    for (const place of placesOf(personId, shared)) await this.#check(place);
  }

  async #check(place: Place): Promise<void> {
    if ((await this.#inOrder(place)).length >= place.most) throw tooMany(place);
  }

  #fits(viewId: string, place: Place): Promise<boolean> {
    return mayStay(viewId, place.most, () => this.#inOrder(place));
  }

  async #inOrder({ listed }: Place): Promise<readonly string[]> {
    const heads: ViewHead[] = [];
    for await (const head of scanAll(this.#heads, listed)) heads.push(head);
    return heads
      .toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))
      .map(({ id }) => id);
  }
}

interface Place {
  readonly listed: ReturnType<typeof listedBy.owner> | typeof listedBy.everybody;
  readonly most: number;
  readonly verb: string;
}

const SHARED: Place = { listed: listedBy.everybody, most: SHARED_VIEWS, verb: 'shared' };

function placesOf(personId: string, shared: boolean): readonly Place[] {
  const own: Place = { listed: listedBy.owner(personId), most: VIEWS_PER_PERSON, verb: 'kept' };
  return shared ? [own, SHARED] : [own];
}

function tooMany({ most, verb }: Place): Problem {
  return new Problem('conflict', `at most ${most} views are ${verb}: remove one`, {
    reason: 'too_many_views',
    params: { most },
  });
}

function isInUse({ shared, removed }: ViewState): boolean {
  return shared && !removed;
}

function isWordless({ text, removed }: ViewState): boolean {
  return removed && text.name === WORDLESS.text.name && text.query === '';
}
