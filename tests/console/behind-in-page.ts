/** As in in-page.ts: what runs inside the page, and of a browser no more than it uses. */
interface Part {
  readonly textContent: string | null;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly parentElement: Part | null;
  getAttribute(name: string): string | null;
  getClientRects(): { readonly length: number };
  closest(selector: string): Part | null;
  matches(selector: string): boolean;
  querySelector(selector: string): Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
}
declare const document: { querySelector(selector: string): Part | null };

export interface Figure {
  readonly kind: string;
  readonly text: string;
  /** What the part that it stands in is called. */
  readonly within: string;
  readonly leads: boolean;
}

/** Every score, bar and amount that the page shows, and whether one comes from it to what is behind it. */
export function figuresOf(): Figure[] {
  // As amounts are written in English: the sign of a currency, or its code, and digits.
  const AMOUNT = /^[\s(+−-]*(?:[€$£¥]|[A-Z]{3}\s)\s?[\d,]+(?:\.\d+)?[\s)]*$/;
  const LEADS = 'a[href], button, summary, [role=button], [role=link]';
  const ROW = 'tr, li, article, [role=row], dl > div, [data-figure=figure]';
  const main = document.querySelector('main');
  const words = (element: Part | null | undefined) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 60);
  const titleOf = (element: Part): string => {
    for (let one = element.parentElement; one !== null; one = one.parentElement) {
      const title = one.getAttribute('aria-label') ?? words(one.querySelector('caption, h1, h2, h3, legend'));
      if (title !== '' && !one.matches(LEADS)) return title;
    }
    return '';
  };
  const kindOf = (element: Part): string | null => {
    const marked = element.getAttribute('data-figure');
    if (marked !== null) return marked;
    const own = [...element.childNodes]
      .filter(({ nodeType }) => nodeType === 3)
      .map(({ textContent }) => textContent ?? '')
      .join('');
    // Nothing is behind an amount of nothing.
    return AMOUNT.test(own) && /[1-9]/.test(own) ? 'amount' : null;
  };
  return [...(main?.querySelectorAll('*') ?? [])].flatMap(element => {
    const kind = kindOf(element);
    const hidden =
      element.getClientRects().length === 0 || element.closest('[aria-hidden=true], svg, select') !== null;
    if (kind === null || hidden) return [];
    const row = element.closest(ROW);
    // What was opened to show it is what is behind.
    const opened = element.closest('.behind, details[open]') !== null;
    const leads =
      opened ||
      element.closest(LEADS) !== null ||
      element.querySelector(LEADS) !== null ||
      (row !== null && row.querySelector(LEADS) !== null);
    return [{ kind, text: words(element), within: titleOf(element), leads }];
  });
}
