import { type Ref, watch } from 'vue';

/**
 * Gives the focus to the first field of a form when it comes: in a dialog of one question, Enter then answers it, and
 * does not press the button that closes it.
 */
export function useFirstField(form: Readonly<Ref<HTMLElement | null>>): void {
  watch(form, element => {
    // Behind the dialog's own choice.
    if (element) setTimeout(() => element.querySelector<HTMLElement>('select, input, textarea')?.focus(), 0);
  });
}
