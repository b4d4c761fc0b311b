import { watchDebounced } from '@vueuse/core';
import { type Ref, shallowRef, watch } from 'vue';
import { useSession } from '../../../app/session/session.ts';
import { api, done, read } from '../../../shared/api/client.ts';
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
  const draftId = (submissionId: string) => `onboarding-${submissionId}`;
  let typed = here !== undefined;

  async function fetchThem(submissionId: string): Promise<void> {
    const found = await read(
      api.GET('/v1/console/drafts/{draftId}', { params: { path: { draftId: draftId(submissionId) } } }),
    ).catch(() => undefined);
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
      if (!typed || submissionId === undefined || !session.may('saveConsoleDraft')) return;
      void done(
        api.PUT('/v1/console/drafts/{draftId}', {
          params: { path: { draftId: draftId(submissionId) } },
          body: { content: JSON.stringify(value) },
        }),
      ).catch(() => undefined);
    },
    { debounce: 1_500 },
  );

  function change(part: Partial<Extras>): void {
    typed = true;
    extras.value = { ...extras.value, ...part };
    tabStorage.setItem(key(), JSON.stringify(extras.value));
  }
  return { extras, change };
}
