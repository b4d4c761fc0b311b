import { onContentUpdated } from 'vitepress';
import { onMounted, onUnmounted } from 'vue';

/**
 * Tables and code that are wider than the page scroll by themselves: by the keyboard, too, and no other ones take the focus.
 * `data-more` says on which sides something is hidden, for a shadow there.
 */
export function useScrollingParts(): void {
  let seen: ResizeObserver | undefined;
  const look = () => {
    seen?.disconnect();
    for (const part of document.querySelectorAll('.vp-doc .table, .vp-doc pre')) {
      seen?.observe(part);
      part.addEventListener('scroll', onScroll, { passive: true });
    }
  };
  onMounted(() => {
    seen = new ResizeObserver(entries => {
      for (const { target } of entries) {
        if (target.scrollWidth > target.clientWidth) target.setAttribute('tabindex', '0');
        else target.removeAttribute('tabindex');
        showMore(target);
      }
    });
    look();
  });
  onContentUpdated(look);
  onUnmounted(() => seen?.disconnect());
}

function onScroll({ currentTarget }: Event): void {
  if (currentTarget instanceof Element) showMore(currentTarget);
}

function showMore(part: Element): void {
  const { scrollLeft, scrollWidth, clientWidth } = part;
  // A pixel is what rounding makes.
  const sides = [scrollLeft > 1 && 'start', scrollLeft + clientWidth < scrollWidth - 1 && 'end'];
  const more = sides.filter(side => side !== false).join(' ');
  if (more === '') part.removeAttribute('data-more');
  else part.setAttribute('data-more', more);
}
