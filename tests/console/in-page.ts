/**
 * What runs inside the page, handed over as source text: nothing from outside a function may be used within it. The
 * types say what of a browser is used, and no more: nothing else here knows one.
 */

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly right: number;
  readonly bottom: number;
}
interface PageElement {
  readonly tagName: string;
  readonly id: string;
  readonly className: unknown;
  readonly textContent: string | null;
  readonly parentElement: PageElement | null;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly disabled?: boolean;
  getAttribute(name: string): string | null;
  getBoundingClientRect(): Box;
  getClientRects(): { readonly length: number };
  contains(other: unknown): boolean;
  matches(selector: string): boolean;
  closest(selector: string): PageElement | null;
  querySelector(selector: string): PageElement | null;
  click?(): void;
}
interface ViolationEvent {
  readonly violatedDirective: string;
  readonly blockedURI: string;
  readonly sourceFile: string | null;
  readonly lineNumber: number;
}
declare const document: {
  readonly activeElement: PageElement | null;
  readonly documentElement: PageElement;
  readonly body: PageElement;
  querySelectorAll(selector: string): Iterable<PageElement>;
  elementFromPoint(x: number, y: number): PageElement | null;
};
declare const window: {
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly origin: string;
  tenantryViolations?: string[];
  tenantryLive?: string[];
  tenantryPaints?: PaintTimes;
  tenantryFirstReads?: ReadonlyMap<string, unknown>;
  addEventListener(name: string, listener: (event: ViolationEvent) => void): void;
};
interface Entry {
  readonly name: string;
  readonly startTime: number;
  readonly duration: number;
  readonly value?: number;
  readonly hadRecentInput?: boolean;
  readonly interactionId?: number;
}
declare class PerformanceObserver {
  constructor(heard: (list: { getEntries(): readonly Entry[] }) => void);
  observe(options: object): void;
}
declare const location: { readonly pathname: string };
declare const requestAnimationFrame: (next: () => void) => void;
declare const getComputedStyle: (element: PageElement) => {
  readonly display: string;
  readonly visibility: string;
  readonly overflowX: string;
  readonly position: string;
  readonly outlineStyle: string;
  readonly clipPath: string;
};
/** A node of text has no `closest`. */
interface PageNode {
  readonly parentElement: PageElement | null;
  closest?(selector: string): PageElement | null;
}
declare class MutationObserver {
  constructor(heard: (records: readonly { readonly target: PageNode }[]) => void);
  observe(target: unknown, options: object): void;
}

/** Counts what the policy of contents forbade, from the first moment of each page on. */
export function watchViolations(): void {
  window.tenantryViolations = [];
  window.addEventListener('securitypolicyviolation', event => {
    window.tenantryViolations?.push(
      `${event.violatedDirective} ${event.blockedURI} (${event.sourceFile ?? ''}:${event.lineNumber})`,
    );
  });
}

export function violations(): string[] {
  return window.tenantryViolations ?? [];
}

/** What would be read out by itself: the words of live regions, whenever they change. */
export function watchLiveRegions(): void {
  window.tenantryLive = [];
  const LIVE = '[role="status"], [role="alert"], [aria-live]:not([aria-live="off"])';
  new MutationObserver(records => {
    for (const { target } of records) {
      const region = target.closest?.(LIVE) ?? target.parentElement?.closest(LIVE);
      const words = region?.textContent?.replace(/\s+/g, ' ').trim();
      if (words && window.tenantryLive?.at(-1) !== words) window.tenantryLive?.push(words);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

export function liveWords(): string[] {
  return window.tenantryLive ?? [];
}

/**
 * What can be pressed, is smaller than 24 by 24 px, and has another target within a circle of 24 px around its middle
 * (WCAG 2.5.8 with its exception for spacing). Links within a sentence are as tall as their line.
 */
export function smallTargets(): string[] {
  const PRESSED =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=tab], [role=menuitem], [role=option], [role=switch]';
  const targets = [...document.querySelectorAll(PRESSED)].flatMap(element => {
    const style = getComputedStyle(element);
    const hidden =
      element.getClientRects().length === 0 ||
      style.visibility === 'hidden' ||
      style.clipPath !== 'none' ||
      element.closest('[inert], [aria-hidden="true"]') !== null;
    // A label is pressed for its input, too.
    const box = (element.closest('label') ?? element).getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const small = box.width < 23.5 || box.height < 23.5;
    return hidden || box.bottom < 0 || box.right < 0 ? [] : [{ element, style, box, x, y, small }];
  });
  const isNear = (one: (typeof targets)[number], other: (typeof targets)[number]) => {
    const across = Math.max(other.box.x - one.x, 0, one.x - other.box.right);
    const down = Math.max(other.box.y - one.y, 0, one.y - other.box.bottom);
    const apart = Math.hypot(one.x - other.x, one.y - other.y);
    return Math.hypot(across, down) < 12 || (other.small && apart < 24);
  };
  return targets
    .filter(
      ({ element, style, small }) =>
        small && !(element.matches('p a, dd a, li a') && style.display === 'inline'),
    )
    .filter(one =>
      targets.some(other => other !== one && !other.element.contains(one.element) && isNear(one, other)),
    )
    .map(({ element, box }) => {
      const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40);
      return `${element.tagName.toLowerCase()} "${name}" ${Math.round(box.width)}×${Math.round(box.height)}`;
    });
}

/** Something that can be pressed. */
export interface Control {
  /** Among all buttons, summaries and comboboxes of the page. */
  readonly index: number;
  /** Those of the rows of a table are one kind. */
  readonly kind: string;
  readonly title: string;
  /** It shows or hides what belongs to it, in its place. */
  readonly folds: boolean;
  /** It is the heading of a column, and sorts by it. */
  readonly heading: boolean;
  /** It stands outside of what the page shows: on every page. */
  readonly shell: boolean;
}

/** What can be pressed on the page, each kind once. */
export function kindsOfControls(): Control[] {
  const seen = new Set<string>();
  return [...document.querySelectorAll('button, summary, [role="combobox"]')].flatMap((element, index) => {
    const style = getComputedStyle(element);
    const hidden = element.getClientRects().length === 0 || style.visibility === 'hidden';
    const passed = hidden || element.getAttribute('aria-disabled') === 'true' || element.disabled === true;
    if (passed || element.getAttribute('role') === 'tab') return [];
    let kind = element.querySelector('path')?.getAttribute('d') ?? '';
    for (let one: PageElement | null = element; one !== null; one = one.parentElement) {
      kind += ` ${one.tagName}.${String(one.className)}`;
    }
    // Beside each other in one row they differ by their words: elsewhere words are names of tenants.
    const inRow = element.closest('tr, li, [role=row]') !== null;
    if (!inRow) kind += element.textContent?.trim() ?? '';
    if (seen.has(kind)) return [];
    seen.add(kind);
    const expanded = element.getAttribute('aria-expanded');
    const opens =
      element.getAttribute('aria-haspopup') !== null || element.getAttribute('role') === 'combobox';
    return [
      {
        index,
        kind,
        title:
          element.getAttribute('role') === 'combobox'
            ? 'list'
            : (element.getAttribute('aria-label') ?? element.textContent?.replace(/\s+/g, ' ').trim() ?? ''),
        folds: element.matches('main *') && !opens && (expanded === 'false' || element.tagName === 'SUMMARY'),
        heading: element.closest('thead th') !== null,
        shell: !element.matches('main *'),
      },
    ];
  });
}

/** Addresses of other parts of the same page, as its own navigation has them. */
export function linksWithin(): string[] {
  return [...document.querySelectorAll('main nav a[href^="/"]')].flatMap(link => {
    const href = link.getAttribute('href') ?? '';
    const [path = '', query = ''] = href.split('?');
    return path === location.pathname && query !== '' && link.getAttribute('aria-current') === null
      ? [href]
      : [];
  });
}

/** Until what came has been drawn. */
export function settledFrames(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
}

/** What has the focus, and whether any of it can be seen: nothing fixed lies over all of it (WCAG 2.4.11). */
export function focusSeen(): { readonly name: string; readonly seen: boolean } {
  const element = document.activeElement;
  if (element === null || element === document.body) return { name: '', seen: true };
  const label = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
  const name = `${element.tagName.toLowerCase()} ${label}`;
  // Inputs that are not shown are drawn by what is beside them.
  const drawn = element.closest('label') ?? element;
  const box = (element.getBoundingClientRect().width < 2 ? drawn : element).getBoundingClientRect();
  // Of something larger than the window what is in the window counts.
  const [left, top] = [Math.max(0, box.x), Math.max(0, box.y)];
  const width = Math.min(window.innerWidth, box.right) - left;
  const height = Math.min(window.innerHeight, box.bottom) - top;
  const parts = [0.1, 0.5, 0.9];
  const seen =
    width > 0 &&
    height > 0 &&
    parts.some(across =>
      parts.some(down => {
        const there = document.elementFromPoint(left + width * across, top + height * down);
        return there !== null && (drawn.contains(there) || there.contains(element));
      }),
    );
  return { name, seen };
}

/** Whether something around what has the focus, or what is drawn for it, shows a ring (WCAG 2.4.7). */
export function focusRing(): boolean {
  const element = document.activeElement;
  if (element === null || element === document.body) return true;
  const track = element.parentElement?.querySelector('.track') ?? element;
  if (getComputedStyle(track).outlineStyle !== 'none') return true;
  let one: PageElement | null = element;
  for (let up = 0; one !== null && up < 4; up++) {
    if (getComputedStyle(one).outlineStyle !== 'none') return true;
    one = one.parentElement;
  }
  return false;
}

/** Parts that are wider than the window, other than what scrolls in a region of its own (WCAG 1.4.10). */
export function tooWide(): string[] {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const found: string[] = [];
  for (const element of document.querySelectorAll('body *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.right <= window.innerWidth + 1) continue;
    let scrolls = false;
    for (let one = element.parentElement; one !== null; one = one.parentElement) {
      const { overflowX, position } = getComputedStyle(one);
      if (['auto', 'scroll', 'hidden', 'clip'].includes(overflowX) && one !== document.documentElement)
        scrolls = true;
      if (position === 'fixed') scrolls = true;
    }
    if (!scrolls)
      found.push(`${element.tagName.toLowerCase()}.${String(element.className)} to ${Math.round(box.right)}`);
  }
  return found.length > 0
    ? found.slice(0, 5)
    : [`the page is ${document.documentElement.scrollWidth} px wide`];
}

/** Milliseconds, and for `shift` the sum of what moved by itself, weighed as CLS does. */
export interface PaintTimes {
  largest: number;
  shift: number;
  interactions: number[];
}

/** Begins with the page: what was painted before anybody looks is told, too. */
export function watchPaints(): void {
  const times: PaintTimes = { largest: 0, shift: 0, interactions: [] };
  window.tenantryPaints = times;
  const longest = new Map<number, number>();
  let session = { began: -1, last: -1, sum: 0 };
  new PerformanceObserver(list => {
    for (const { startTime } of list.getEntries()) times.largest = startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver(list => {
    for (const { startTime, value = 0, hadRecentInput } of list.getEntries()) {
      if (hadRecentInput) continue;
      // Windows of at most five seconds, with less than one between shifts: the worst of them counts.
      const joins = startTime - session.last < 1_000 && startTime - session.began < 5_000;
      session = joins
        ? { began: session.began, last: startTime, sum: session.sum + value }
        : { began: startTime, last: startTime, sum: value };
      times.shift = Math.max(times.shift, session.sum);
    }
  }).observe({ type: 'layout-shift', buffered: true });
  new PerformanceObserver(list => {
    for (const { interactionId = 0, duration } of list.getEntries()) {
      if (interactionId === 0) continue;
      longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
    }
    times.interactions = [...longest.values()];
  }).observe({ type: 'event', durationThreshold: 16, buffered: true });
}

export function paintTimes(): PaintTimes {
  return window.tenantryPaints ?? { largest: 0, shift: 0, interactions: [] };
}

/**
 * Presses the title of the first column, and answers the milliseconds until rows in the order that it then tells are
 * painted. Where the third press tells no order of its own it is passed over.
 */
export async function pressUntilSorted(): Promise<number> {
  const [header] = document.querySelectorAll('main thead th');
  const button = header?.querySelector('button');
  if (!header || !button?.click) throw new Error('the first column has no button');
  const frame = () => new Promise<void>(resolve => requestAnimationFrame(resolve));
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  const inOrder = (direction: string) => {
    const links = [...document.querySelectorAll('main tbody tr[aria-rowindex] th a')];
    const names = links.map(link => link.textContent ?? '');
    const sign = direction === 'ascending' ? 1 : -1;
    const follows = (name: string, at: number) =>
      at === 0 || sign * collator.compare(names[at - 1] ?? '', name) <= 0;
    return names.length > 5 && names.every(follows);
  };
  if (header.getAttribute('aria-sort') === 'descending') {
    button.click();
    for (let frames = 0; frames < 60; frames++) await frame();
  }
  const before = header.getAttribute('aria-sort');
  const began = performance.now();
  button.click();
  while (performance.now() - began < 10_000) {
    await frame();
    const now = header.getAttribute('aria-sort');
    if (now === null || now === before || !inOrder(now)) continue;
    // What stands in the document is painted by the end of this frame: the next begins after it.
    await frame();
    return performance.now() - began;
  }
  throw new Error(`no order after 10 s: ${header.getAttribute('aria-sort')}, before ${before}`);
}

/** What the page itself asked before its scripts came, and what of that nobody has taken. */
export function firstReads(): { readonly declared: readonly string[]; readonly left: readonly string[] } {
  const [first] = document.querySelectorAll('script:not([type])');
  const script = first?.textContent ?? '';
  const [, list = ''] = /\}\)\(\[([^\]]*)\]\);\s*$/.exec(script) ?? [];
  const declared = [...list.matchAll(/"([^"]+)"/g)].map(([, read = '']) => window.origin + read);
  return { declared, left: [...(window.tenantryFirstReads?.keys() ?? [])] };
}
