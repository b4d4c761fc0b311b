import { watchDebounced } from '@vueuse/core';
import { type Ref, shallowRef, watch } from 'vue';
import { useSession } from '../../../app/session/session.ts';
import { api, done, read } from '../../../shared/api/client.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { tabStorage } from '../../../shared/kept/tab-storage.ts';
import type { RoiDraft } from '../../../shared/roi/roi-draft.ts';

/** What is answered on the way and is no part of the submission: it helps whoever onboards, and makes nothing. */
export interface Extras {
  /** Units a month that the customer expects, by meter. */
  readonly expects: Readonly<Record<string, string>>;
  readonly support: string;
  readonly roi?: RoiDraft | undefined;
}

const EMPTY: Extras = { expects: {}, support: '' };
const PREFIX = 'tenantry.onboarding.extras.';
const KEPT_PREFIX = 'onboarding-';

const at = (draftId: string) => ({ params: { path: { draftId } } });

/** Only so many drafts are kept: of those of this form the one that nobody has touched for longest makes room. */
async function keep(draftId: string, content: string): Promise<void> {
  const put = () => done(api.PUT('/v1/console/drafts/{draftId}', { ...at(draftId), body: { content } }));
  try {
    await put();
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.reason !== 'too_many_drafts') throw error;
    const { items } = await read(api.GET('/v1/console/drafts'));
    const [oldest] = items
      .filter(one => one.draftId.startsWith(KEPT_PREFIX))
      .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
    if (oldest === undefined) throw error;
    await done(api.DELETE('/v1/console/drafts/{draftId}', at(oldest.draftId)));
    await put();
  }
}

function parsed(text: string | null | undefined): Extras | undefined {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    const isExtras = (given: unknown): given is Extras =>
      typeof given === 'object' && given !== null && 'expects' in given && 'support' in given;
    return isExtras(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Kept in this tab, and with the person's own drafts, so that they are there on another device. It is no loss without. */
export function useExtras(id: Readonly<Ref<string | undefined>>) {
  const session = useSession();
  const key = () => PREFIX + (id.value ?? 'new');
  const here = parsed(tabStorage.getItem(key()));
  const extras = shallowRef<Extras>(here ?? EMPTY);
  const draftId = (submissionId: string) => KEPT_PREFIX + submissionId;
  let running: Promise<void> = Promise.resolve();
  let over = false;
  let typed = here !== undefined;

  async function fetchThem(submissionId: string): Promise<void> {
    const found = await read(api.GET('/v1/console/drafts/{draftId}', at(draftId(submissionId)))).catch(
      () => undefined,
    );
    if (!typed) extras.value = parsed(found?.content) ?? extras.value;
  }
  if (id.value !== undefined && !typed && session.may('getConsoleDraft')) void fetchThem(id.value);

  watch(id, (_, before) => {
    if (before === undefined) tabStorage.removeItem(`${PREFIX}new`);
    if (typed) tabStorage.setItem(key(), JSON.stringify(extras.value));
  });
  watchDebounced(
    [extras, id] as const,
    ([value, submissionId]) => {
      if (over || !typed || submissionId === undefined || !session.may('saveConsoleDraft')) return;
      const content = JSON.stringify(value);
      // One behind the other: a later answer is never overtaken by an earlier one.
      running = running
        .then(() => (over ? undefined : keep(draftId(submissionId), content)))
        .catch(() => undefined);
    },
    { debounce: 1_500 },
  );

  function change(part: Partial<Extras>): void {
    typed = true;
    extras.value = { ...extras.value, ...part };
    tabStorage.setItem(key(), JSON.stringify(extras.value));
  }

  /** The form is submitted or given up: nobody looks at its answers again, and others need the room. */
  async function forget(): Promise<void> {
    over = true;
    tabStorage.removeItem(key());
    const submissionId = id.value;
    await running;
    if (submissionId === undefined || !session.may('deleteConsoleDraft')) return;
    // Mostly there is one; that there is none is what was wanted, and whatever else is wrong ends by itself.
    await done(api.DELETE('/v1/console/drafts/{draftId}', at(draftId(submissionId)))).catch(() => undefined);
  }
  return { extras, change, forget };
}
