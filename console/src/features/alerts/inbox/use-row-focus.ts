import type { Ref } from 'vue';

/** The rows of a table of alerts, by the button that names each (`data-alert`): which has the focus, and on to the next. */
export function useRowFocus(list: Readonly<Ref<HTMLElement | null>>, opened: () => string | undefined) {
  const buttons = () => [...(list.value?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
  function focused(): string | undefined {
    const row = document.activeElement?.closest('tr');
    return row?.querySelector<HTMLElement>('[data-alert]')?.dataset['alert'];
  }
  function move(by: 1 | -1): void {
    const all = buttons();
    const at = all.findIndex(button => button.dataset['alert'] === (focused() ?? opened()));
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    all[next]?.focus();
    all[next]?.scrollIntoView({ block: 'nearest' });
  }
  function focus(alertId: string | undefined): void {
    buttons()
      .find(button => button.dataset['alert'] === alertId)
      ?.focus();
  }
  return { focused, move, focus };
}
