import { onContentUpdated } from 'vitepress';
import { onMounted, onUnmounted } from 'vue';

/** Tables and code that are wider than the page scroll by themselves: by the keyboard, too, and no other ones take the focus. */
export function useScrollingParts(): void {
  let seen: ResizeObserver | undefined;
  const look = () => {
    seen?.disconnect();
    for (const part of document.querySelectorAll('.vp-doc .table, .vp-doc pre')) seen?.observe(part);
  };
  onMounted(() => {
    seen = new ResizeObserver(entries => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
        else target.removeAttribute('tabindex');
      }
    });
    look();
  });
  onContentUpdated(look);
  onUnmounted(() => seen?.disconnect());
}
