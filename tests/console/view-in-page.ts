/** As in in-page.ts: what runs inside the page, and of a browser no more than it uses. */
interface Part {
  readonly textContent: string | null;
  readonly value?: string;
  readonly checked?: boolean;
  readonly type?: string;
  readonly scrollTop: number;
  readonly labels?: ArrayLike<Part> | null;
  getAttribute(name: string): string | null;
  getClientRects(): { readonly length: number };
  closest(selector: string): Part | null;
  querySelector(selector: string): Part | null;
  querySelectorAll(selector: string): Iterable<Part>;
}
declare const document: { querySelector(selector: string): Part | null };
declare const window: { readonly scrollY: number };

export interface View {
  /** By what each begins with: when something was is told in other words a minute later. */
  readonly rows: readonly string[];
  readonly controls: readonly string[];
}

export function viewOf(): View {
  const main = document.querySelector('main');
  if (main === null) return { rows: [], controls: [] };
  const all = (selector: string) =>
    [...main.querySelectorAll(selector)].filter(element => element.getClientRects().length > 0);
  const words = (element: Part | null | undefined) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const rows = all('tbody tr, ol > li, ul > li').flatMap(row => {
    const first = words(row.querySelector('a') ?? row.querySelector('th') ?? row.querySelector('td'));
    return first === '' ? [] : [first];
  });
  const named = (element: Part) => element.getAttribute('aria-label') ?? words(element.labels?.[0]);
  const controls = [
    ...all('select, input, textarea').map(element =>
      element.type === 'checkbox' || element.type === 'radio'
        ? `${element.type} ${element.checked}`
        : `${named(element).slice(0, 30)}: ${element.value}`,
    ),
    ...all('[role=tab][aria-selected=true]').map(element => `tab ${words(element)}`),
    ...all('[aria-pressed=true]').map(element => `pressed ${words(element)}`),
    ...all('th[aria-sort]').map(element => `${words(element)} ${element.getAttribute('aria-sort')}`),
    ...all('[role=dialog] h2').map(element => `open ${words(element)}`),
  ];
  return { rows, controls };
}

/** How far down the page, and each part of it that scrolls by itself, is. */
export function placesOf(): number[] {
  const parts = [...(document.querySelector('main')?.querySelectorAll('*') ?? [])];
  return [window.scrollY, ...parts.map(({ scrollTop }) => scrollTop).filter(top => top > 0)].map(Math.round);
}
