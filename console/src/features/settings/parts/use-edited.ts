import { useQuery } from '@tanstack/vue-query';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { tabStorage } from '../../../shared/kept/tab-storage.ts';

interface Versioned<Value> {
  readonly value: Value;
  readonly etag: string;
}

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value));
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Settings that are read, changed in a form and written whole. What somebody else changes meanwhile is shown while nothing
 * was typed; once something was, it is kept in this tab until it is saved or discarded, also when one leaves the page. When
 * saving meets a newer version, theirs is shown beside it.
 */
export function useEdited<Value, Body>(wanted: {
  readonly key: readonly unknown[];
  readonly heeds: readonly string[];
  readonly read: (signal?: AbortSignal) => Promise<Versioned<Value>>;
  readonly bodyOf: (value: Value) => Body;
  readonly write: (body: Body, etag: string) => Promise<Versioned<Value>>;
}) {
  const query = reactive(
    useQuery({
      queryKey: wanted.key,
      queryFn: ({ signal }) => wanted.read(signal),
      meta: { heeds: wanted.heeds },
    }),
  );
  const draft = ref<Body>();
  /** What the draft began as, and under which version. */
  const base = shallowRef<{ readonly body: Body; readonly etag: string }>();
  const theirs = shallowRef<Body>();
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  const changed = computed(() => base.value !== undefined && !same(draft.value, base.value.body));

  function begin({ value, etag }: Versioned<Value>): void {
    const body = wanted.bodyOf(value);
    base.value = { body, etag };
    draft.value = copy(body);
    theirs.value = undefined;
  }
  const keptAs = `tenantry.settings.${wanted.key.join('.')}`;
  /** What was typed before, over the version that it began from. */
  function takeUp(): boolean {
    const kept = keptOf<Body>(tabStorage.getItem(keptAs));
    if (kept === undefined) return false;
    base.value = kept.base;
    draft.value = kept.draft;
    theirs.value = kept.theirs;
    return true;
  }
  watch(
    () => query.data,
    data => {
      if (data === undefined || changed.value) return;
      if (base.value === undefined && takeUp()) return;
      begin(data);
    },
    { immediate: true },
  );
  watch(
    [draft, base, theirs],
    () => {
      if (base.value === undefined) return;
      if (changed.value) {
        const kept = { base: base.value, draft: draft.value, theirs: theirs.value };
        tabStorage.setItem(keptAs, JSON.stringify(kept));
      } else tabStorage.removeItem(keptAs);
    },
    { deep: true, flush: 'sync' },
  );

  /** Whether it was saved. */
  async function save(): Promise<boolean> {
    if (busy.value || base.value === undefined || draft.value === undefined) return false;
    busy.value = true;
    problem.value = undefined;
    try {
      const sent = copy(draft.value);
      const written = await wanted.write(sent, base.value.etag);
      // What was typed while it was on its way is the next change.
      if (same(draft.value, sent)) begin(written);
      else base.value = { body: wanted.bodyOf(written.value), etag: written.etag };
      theirs.value = undefined;
      void query.refetch();
      return true;
    } catch (error) {
      problem.value = error;
      if (error instanceof ApiProblem && error.status === 412) await meet();
      return false;
    } finally {
      busy.value = false;
    }
  }

  /** Somebody was faster: what they wrote is what the next try is held against. */
  async function meet(): Promise<void> {
    const now = await wanted.read().catch(() => undefined);
    if (now === undefined) return;
    const body = wanted.bodyOf(now.value);
    theirs.value = body;
    base.value = { body, etag: now.etag };
  }

  function takeTheirs(): void {
    if (theirs.value === undefined || base.value === undefined) return;
    draft.value = copy(theirs.value);
    theirs.value = undefined;
    problem.value = undefined;
  }
  function reset(): void {
    if (base.value !== undefined) draft.value = copy(base.value.body);
    theirs.value = undefined;
    problem.value = undefined;
  }

  return reactive({ query, draft, base, theirs, busy, problem, changed, save, takeTheirs, reset });
}

interface Kept<Body> {
  readonly base: { readonly body: Body; readonly etag: string };
  readonly draft: Body;
  readonly theirs?: Body;
}

/** Written by this console alone. */
function keptOf<Body>(text: string | null): Kept<Body> | undefined {
  try {
    const value = JSON.parse(text ?? 'null');
    return typeof value?.base?.etag === 'string' && typeof value.draft === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Where two bodies differ, by the names of their fields: `weights.early.adoption`. */
export function differences(
  mine: unknown,
  theirs: unknown,
  at = '',
): readonly { readonly field: string; readonly mine: string; readonly theirs: string }[] {
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  if (isObject(mine) || isObject(theirs)) {
    const [a, b] = [isObject(mine) ? mine : {}, isObject(theirs) ? theirs : {}];
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return keys.flatMap(key => differences(a[key], b[key], at === '' ? key : `${at}.${key}`));
  }
  const text = (value: unknown) =>
    value === undefined ? '–' : typeof value === 'string' ? value : JSON.stringify(value);
  return same(mine, theirs) ? [] : [{ field: at, mine: text(mine), theirs: text(theirs) }];
}
