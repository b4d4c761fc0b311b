import { useQueryClient } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { useEventListener } from '@vueuse/core';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { useSession } from '../../../app/session/session.ts';
import { api, read } from '../../../shared/api/client.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { forgetDraft, keepDraft, keptDraft, NEW } from './kept-drafts.ts';
import { type Collision, changedSteps, mergeForms, same, withField } from './merge-forms.ts';
import { apiFormOf, emptyForm, formOf, type WizardForm } from './wizard-form.ts';

type Submission = components['schemas']['OnboardingSubmission'];

/**
 *   saved ─▶ waiting ─▶ saving ─▶ saved
 *                         │ ├──▶ unsent   no answer, no session, too many: sent again by itself
 *                         │ └──▶ refused  sent again when something else is typed
 *                         └────▶ collides somebody else changed the same field: a person says which it is to be
 */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'unsent' | 'refused' | 'collides';

const PAUSE_MS = 800;
const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;
const ROUNDS = 4;

export interface DraftOptions {
  /** Of a submission that there is; without one it is begun with the first change. */
  readonly submissionId: string | undefined;
  /** It was begun: the address can name it from now on. */
  begun(submissionId: string): void;
}

/**
 * The form of one submission, as it is typed and as it is saved. What is typed is kept in this tab at once and sent after a
 * pause; what others save meanwhile is taken over field by field, and nothing that was typed here is lost to it.
 */
export function useDraft({ submissionId: given, begun }: DraftOptions) {
  const session = useSession();
  // Whose it is: nobody else keeps it, or sends it in their own name.
  const owner = session.caller?.id;
  const isAnothers = (): boolean => session.caller !== undefined && session.caller.id !== owner;
  const queryClient = useQueryClient();
  const id = ref(given);
  const kept = keptDraft(given ?? NEW);
  const form = shallowRef<WizardForm>(kept?.form ?? emptyForm());
  let base: WizardForm = kept?.base ?? emptyForm();
  let version = kept?.version ?? 0;
  let begin = kept?.begin;
  const state = ref<SaveState>('saved');
  const savedAt = ref<number>();
  const problem = shallowRef<Error>();
  const collisions = shallowRef<readonly Collision[]>(kept?.collisions ?? []);
  /** Fields that somebody else changed while this page was open. */
  const taken = shallowRef<readonly string[]>([]);
  const submission = shallowRef<Submission>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let failures = 0;

  const isDirty = (): boolean => changedSteps(base, form.value).length > 0;

  function keep(): void {
    if (isAnothers()) return;
    const name = id.value ?? NEW;
    if (isDirty() || begin !== undefined)
      keepDraft(name, { form: form.value, base, version, begin, collisions: collisions.value });
    else forgetDraft(name);
  }

  /** Something was typed. */
  function change(next: WizardForm): void {
    form.value = next;
    keep();
    if (state.value === 'collides' || state.value === 'saving') return;
    if (!isDirty()) {
      if (state.value !== 'unsent') state.value = 'saved';
      return;
    }
    state.value = state.value === 'unsent' ? 'unsent' : 'waiting';
    plan(PAUSE_MS);
  }

  function plan(wait: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), wait);
  }

  /** What the control plane has: at the beginning, and whenever somebody saved. */
  function take(found: Submission): void {
    const known = submission.value;
    if (known === undefined || found.version >= known.version) submission.value = found;
    id.value = found.submissionId;
    if (found.version <= version || found.status !== 'draft') return;
    const theirs = formOf(found.form);
    const first = version === 0 && same(form.value, emptyForm());
    const merged = mergeForms(base, form.value, theirs, collisions.value);
    form.value = merged.form;
    base = theirs;
    version = found.version;
    collisions.value = merged.collisions;
    if (!first && merged.taken.length > 0) taken.value = [...new Set([...taken.value, ...merged.taken])];
    keep();
    if (merged.collisions.length > 0) state.value = 'collides';
    else if (state.value === 'collides') rest();
    else if (isDirty() && state.value !== 'saving') plan(PAUSE_MS);
  }

  function resolve(path: string, whose: 'mine' | 'theirs'): void {
    const found = collisions.value.find(one => one.path === path);
    if (found === undefined) return;
    if (whose === 'theirs') form.value = withField(form.value, path, found.theirs);
    collisions.value = collisions.value.filter(one => one !== found);
    keep();
    if (collisions.value.length > 0) return;
    state.value = isDirty() ? 'waiting' : 'saved';
    plan(0);
  }

  /** Sends what is not saved, now. Resolves when all of it is, or when it cannot be for now. */
  function flush(): Promise<void> {
    clearTimeout(timer);
    if (isAnothers()) return Promise.resolve();
    running ??= send().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function send(): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS && (await advance()); round++);
      failures = 0;
      problem.value = undefined;
      rest();
    } catch (error) {
      fail(error);
    }
    keep();
  }

  /** One request on the way to all being saved; false when there is none to make. */
  async function advance(): Promise<boolean> {
    if (collisions.value.length > 0 || isAnothers()) return false;
    if (id.value === undefined) {
      if (!isDirty() && begin === undefined) return false;
      state.value = 'saving';
      await create();
      return true;
    }
    if (version === 0) {
      take(await read(api.GET('/v1/onboarding/submissions/{submissionId}', path(id.value))));
      return version > 0;
    }
    if (!isDirty()) return false;
    state.value = 'saving';
    await save(id.value);
    return true;
  }

  function rest(): void {
    if (collisions.value.length > 0) state.value = 'collides';
    else if (isDirty()) {
      state.value = 'waiting';
      plan(PAUSE_MS);
    } else {
      if (state.value === 'saving') savedAt.value = Date.now();
      state.value = 'saved';
    }
  }

  async function create(): Promise<void> {
    begin ??= { key: crypto.randomUUID(), form: form.value };
    keep();
    const { key, form: sent } = begin;
    const made = await read(
      api.POST('/v1/onboarding/submissions', {
        params: { header: { 'Idempotency-Key': key } },
        body: apiFormOf(sent),
      }),
    );
    begin = undefined;
    forgetDraft(NEW);
    settle(made, sent);
    begun(made.submissionId);
  }

  async function save(submissionId: string): Promise<void> {
    const sent = form.value;
    const all = apiFormOf(sent);
    const body = Object.fromEntries(changedSteps(base, sent).map(step => [step, all[step]]));
    try {
      const saved = await read(
        api.PATCH('/v1/onboarding/submissions/{submissionId}', {
          params: { path: { submissionId }, header: { 'If-Match': `"v${version}"` } },
          body,
          keepalive: true,
        }),
      );
      settle(saved, sent);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.code === 'conflict') {
        // It was submitted or given up elsewhere: the page shows that, and this tab keeps what was typed.
        submission.value = await read(
          api.GET('/v1/onboarding/submissions/{submissionId}', path(submissionId)),
        );
        throw error;
      }
      if (error.status !== 412) throw error;
      take(await read(api.GET('/v1/onboarding/submissions/{submissionId}', path(submissionId))));
    }
  }

  /** What was sent is what is saved. */
  function settle(saved: Submission, sent: WizardForm): void {
    id.value = saved.submissionId;
    base = sent;
    version = saved.version;
    submission.value = saved;
    queryClient.setQueryData(['onboarding', saved.submissionId], saved);
  }

  function fail(error: unknown): void {
    problem.value = error instanceof Error ? error : new Error(String(error));
    const comesAgain =
      !(error instanceof ApiProblem) || error.status >= 500 || [401, 408, 425, 429].includes(error.status);
    state.value = comesAgain ? 'unsent' : 'refused';
    if (!comesAgain) return;
    failures += 1;
    const asked = error instanceof ApiProblem ? (error.retryAfter ?? 0) * 1_000 : 0;
    plan(Math.max(asked, Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))));
  }

  // Back on the network, or signed in again: what waits goes at once.
  useEventListener(window, 'online', () => void flush());
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'hidden') void flush();
  });
  watch(
    () => session.state,
    now => {
      if (now === 'present' && state.value === 'unsent') void flush();
    },
  );
  onScopeDispose(() => {
    clearTimeout(timer);
    if (isDirty()) void flush().finally(() => clearTimeout(timer));
  });
  if (collisions.value.length > 0) state.value = 'collides';
  else if (kept !== undefined) {
    state.value = 'unsent';
    plan(0);
  }

  return {
    form: computed(() => form.value),
    id: computed(() => id.value),
    submission: computed(() => submission.value),
    state: computed(() => state.value),
    savedAt: computed(() => savedAt.value),
    problem: computed(() => problem.value),
    collisions: computed(() => collisions.value),
    taken: computed(() => taken.value),
    /** Something that was typed here did not arrive before the form was closed elsewhere. */
    unsaved: computed(() => state.value === 'refused' || state.value === 'unsent'),
    seenTaken: () => {
      taken.value = [];
    },
    change,
    take,
    resolve,
    flush,
  };
}

export type Draft = ReturnType<typeof useDraft>;

const path = (submissionId: string) => ({ params: { path: { submissionId } } });
