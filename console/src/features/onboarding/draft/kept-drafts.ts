import { tabStorage } from '../../../shared/kept/tab-storage.ts';
import type { Collision } from './merge-forms.ts';
import type { WizardForm } from './wizard-form.ts';

/** What is typed in this tab, as long as it is not saved: it outlives reload, an ended session and a lost network. */
export interface KeptDraft {
  readonly form: WizardForm;
  readonly base: WizardForm;
  readonly version: number;
  /** A request to begin it that may have arrived: it is sent again as it was, so that it begins one. */
  readonly begin?: { readonly key: string; readonly form: WizardForm } | undefined;
  /** Fields of which nobody has said yet whose they are to be: nothing is sent before. */
  readonly collisions?: readonly Collision[];
}

const PREFIX = 'tenantry.onboarding.draft.';
export const NEW = 'new';

export function keepDraft(id: string, draft: KeptDraft): void {
  tabStorage.setItem(PREFIX + id, JSON.stringify(draft));
}

export function forgetDraft(id: string): void {
  tabStorage.removeItem(PREFIX + id);
}

export function keptDraft(id: string): KeptDraft | undefined {
  try {
    const value: unknown = JSON.parse(tabStorage.getItem(PREFIX + id) ?? 'null');
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Ids of drafts that hold something that is not saved. */
export function keptDrafts(): readonly string[] {
  return tabStorage.keys(PREFIX).map(key => key.slice(PREFIX.length));
}

/** Written by this console alone; its parts are there, or it is of another version of it. */
function isDraft(value: unknown): value is KeptDraft {
  return (
    typeof value === 'object' &&
    value !== null &&
    ['form', 'base'].every(name => {
      const form: unknown = Reflect.get(value, name);
      return ['company', 'contacts', 'plan', 'placement'].every(
        step => typeof Reflect.get(Object(form), step) === 'object',
      );
    }) &&
    typeof Reflect.get(value, 'version') === 'number' &&
    Array.isArray(Reflect.get(value, 'collisions') ?? [])
  );
}
