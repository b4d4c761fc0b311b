/**
 * What runs inside the page to tell how it is seen, handed over as source text: nothing from outside a function may be
 * used within it. The types say what of a browser is used, and no more.
 */

interface Style {
  readonly display: string;
  readonly visibility: string;
  readonly position: string;
  readonly clipPath: string;
  readonly color: string;
  readonly backgroundColor: string;
  readonly fontWeight: string;
  readonly fontSize: string;
  readonly textDecorationLine: string;
  readonly outlineStyle: string;
  readonly outlineColor: string;
  readonly borderBottomColor: string;
  readonly borderBottomStyle: string;
  readonly overflowX: string;
  readonly overflowY: string;
  readonly fill: string;
}
interface SeenElement {
  readonly tagName: string;
  readonly textContent: string | null;
  readonly outerHTML: string;
  readonly parentElement: SeenElement | null;
  readonly children: Iterable<SeenElement>;
  readonly childNodes: Iterable<{ readonly nodeType: number; readonly textContent: string | null }>;
  readonly scrollWidth: number;
  readonly clientWidth: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  getAttribute(name: string): string | null;
  getClientRects(): { readonly length: number };
  matches(selector: string): boolean;
  closest(selector: string): SeenElement | null;
  querySelector(selector: string): SeenElement | null;
  querySelectorAll(selector: string): Iterable<SeenElement>;
}
declare const document: {
  readonly activeElement: SeenElement | null;
  querySelectorAll(selector: string): Iterable<SeenElement>;
  getAnimations(): readonly {
    readonly playState: string;
    readonly effect: {
      readonly target?: SeenElement | null;
      getComputedTiming(): { readonly duration?: unknown };
    } | null;
  }[];
};
declare const getComputedStyle: (element: SeenElement) => Style;

/**
 * What only its colour tells apart (WCAG 1.4.1): two parts of the same kind with other tones that are the same in
 * words, icons, dashes and patterns.
 */
export function tonesAlone(): string[] {
  const TONES = /^(good|watch|bad|unknown|info|neutral|danger|series-\d|live|paused|polling|lost)$/;
  const classesOf = (element: SeenElement) => (element.getAttribute('class') ?? '').split(/\s+/);
  const SHAPE = ['d', 'points', 'stroke-dasharray', 'mask', 'x', 'y', 'width', 'height', 'cx', 'cy', 'r'];
  // What somebody who sees no colours has of it: words, and shapes with their dashes, patterns and places.
  const seenOf = (element: SeenElement): string => {
    const parts = [...element.querySelectorAll('svg *'), ...(element.matches('svg *') ? [element] : [])];
    const shapes = parts
      .filter(part => !part.matches('title, defs, defs *'))
      .map(part => SHAPE.map(name => part.getAttribute(name) ?? '').join(','));
    return `${element.textContent?.replace(/\s+/g, ' ').trim()}|${shapes.join(';')}`;
  };
  const kinds = new Map<string, Map<string, Set<string>>>();
  for (const element of document.querySelectorAll('body [class]')) {
    const classes = classesOf(element);
    const tone = classes.find(name => TONES.test(name));
    if (tone === undefined || element.getClientRects().length === 0) continue;
    // Where a part has no words of its own those around it are told with it: a mark beside its word.
    const around =
      element.closest('li, tr, a, button, p, dt, dd, .one, .state, .stat, .meter, .bar') ?? element;
    const seen = `${seenOf(element)}#${/[^\d\s|;,.-]/.test(seenOf(element)) ? '' : seenOf(around)}`;
    const others = classes.filter(name => !TONES.test(name)).join('.');
    const within = (element.parentElement?.getAttribute('class') ?? '').replace(/\s+/g, '.');
    const kind = `${within} > ${element.tagName.toLowerCase()}.${others}`;
    const looks = kinds.get(kind) ?? new Map<string, Set<string>>();
    kinds.set(kind, looks.set(seen, (looks.get(seen) ?? new Set()).add(tone)));
  }
  return [...kinds].flatMap(([kind, looks]) =>
    [...looks].flatMap(([seen, tones]) =>
      tones.size > 1 ? [`${kind}: ${[...tones].join(', ')} look the same: ${seen.slice(0, 80)}`] : [],
    ),
  );
}

/** Legends whose signs differ by colour alone. */
export function legendsAlone(): string[] {
  return [...document.querySelectorAll('.chart-legend')].flatMap(legend => {
    const signs = [...legend.querySelectorAll('svg')].map(sign => {
      const marks = [...sign.querySelectorAll('*')].filter(mark => !mark.matches('defs, defs *'));
      return marks
        .map(mark => `${mark.tagName} ${mark.getAttribute('stroke-dasharray')} ${mark.getAttribute('mask')}`)
        .join(';');
    });
    return new Set(signs).size < signs.length ? [`a legend: ${legend.textContent?.trim().slice(0, 60)}`] : [];
  });
}

/** Links among words that are neither underlined nor bolder than these. */
export function linksAlone(): string[] {
  return [...document.querySelectorAll('main a[href]')].flatMap(link => {
    const style = getComputedStyle(link);
    if (link.getClientRects().length === 0 || style.display !== 'inline' || link.parentElement === null)
      return [];
    const words = [...link.parentElement.childNodes].filter(
      ({ nodeType, textContent }) => nodeType === 3 && /\p{L}{2}/u.test(textContent ?? ''),
    );
    const weighs = Number(style.fontWeight) - Number(getComputedStyle(link.parentElement).fontWeight) >= 200;
    const told = words.length === 0 || style.textDecorationLine.includes('underline') || weighs;
    return told ? [] : [`a link among words: ${link.textContent?.trim().slice(0, 60)}`];
  });
}

/** What is chosen and looks as what is not, where the system decides on colours. */
export function chosenUnseen(): string[] {
  const CHOSEN = [
    ['[aria-selected="true"]', '[aria-selected="false"]'],
    ['[aria-pressed="true"]', '[aria-pressed="false"]'],
    ['a[aria-current]', 'a:not([aria-current])'],
    ['[role="switch"][aria-checked="true"] + *', '[role="switch"][aria-checked="false"] + *'],
  ] as const;
  const lookOf = (element: SeenElement) => {
    const { outlineStyle, outlineColor, borderBottomColor, borderBottomStyle, color, fontWeight } =
      getComputedStyle(element);
    // Grounds are taken away, and with them whatever they told.
    return [outlineStyle, outlineColor, borderBottomStyle, borderBottomColor, color, fontWeight].join(' ');
  };
  return CHOSEN.flatMap(([chosen, other]) =>
    [...document.querySelectorAll(`body ${chosen}`)].flatMap(element => {
      if (element.getClientRects().length === 0 || element.querySelector('svg')) return [];
      const list = element.closest('ul, [role="tablist"], [role="listbox"], .row, nav, form, main');
      const same = [...(list?.querySelectorAll(other) ?? [])].find(
        one => one.tagName === element.tagName && one.getAttribute('class') !== null,
      );
      return same && lookOf(same) === lookOf(element)
        ? [`${element.tagName.toLowerCase()} "${element.textContent?.trim().slice(0, 40)}"`]
        : [];
    }),
  );
}

/**
 * Words that are too faint on their ground (WCAG 1.4.3), labels of charts among them: the ground is that of the nearest
 * part around that has one, so it is known also where something without a ground lies over the words.
 */
export function faintWords(): string[] {
  const parse = (text: string) => {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/-?[\d.]+/g) ?? []).map(Number);
    const share = text.startsWith('color(') ? 1 : 255;
    return { r: r / share, g: g / share, b: b / share, a: text === 'transparent' ? 0 : a };
  };
  type Colour = ReturnType<typeof parse>;
  const over = (top: Colour, below: Colour): Colour => {
    const mix = (one: number, other: number) => one * top.a + other * (1 - top.a);
    return { r: mix(top.r, below.r), g: mix(top.g, below.g), b: mix(top.b, below.b), a: 1 };
  };
  const light = ({ r, g, b }: Colour) => {
    const [red = 0, green = 0, blue = 0] = [r, g, b].map(one =>
      one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element: SeenElement): Colour => {
    const grounds: Colour[] = [];
    for (let one: SeenElement | null = element; one !== null; one = one.parentElement) {
      const ground = parse(getComputedStyle(one).backgroundColor);
      if (ground.a > 0) grounds.push(ground);
      if (ground.a === 1) break;
    }
    return grounds.reduceRight((below, top) => over(top, below), { r: 1, g: 1, b: 1, a: 1 });
  };
  return [...document.querySelectorAll('body *')].flatMap(element => {
    const own = [...element.childNodes].some(
      ({ nodeType, textContent }) => nodeType === 3 && textContent?.trim(),
    );
    if (!own || element.getClientRects().length === 0) return [];
    if (element.closest('.visually-hidden, [aria-disabled="true"], :disabled, script, style') !== null)
      return [];
    const { color, fill, fontSize, fontWeight, visibility } = getComputedStyle(element);
    if (visibility === 'hidden') return [];
    const ground = groundOf(element);
    const words = over(parse(element.matches('svg text') ? fill : color), ground);
    const [more = 0, less = 0] = [light(words), light(ground)].sort((one, other) => other - one);
    const ratio = (more + 0.05) / (less + 0.05);
    const size = Number.parseFloat(fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(fontWeight) >= 700);
    return ratio >= (isLarge ? 3 : 4.5)
      ? []
      : [
          `${ratio.toFixed(2)}: ${element.tagName.toLowerCase()} "${element.textContent?.trim().slice(0, 30)}"`,
        ];
  });
}

/** What moves by itself although less motion was asked for. */
export function moving(): string[] {
  return document.getAnimations().flatMap(({ playState, effect }) => {
    const duration = Number(effect?.getComputedTiming().duration ?? 0);
    const target = effect?.target;
    return playState === 'running' && duration > 1
      ? [`${target?.tagName.toLowerCase()}.${target?.getAttribute('class')}`]
      : [];
  });
}

/** Words that are cut off and cannot be scrolled to. */
export function cutOff(): string[] {
  return [...document.querySelectorAll('body *')].flatMap(element => {
    const { overflowX, overflowY, clipPath, position } = getComputedStyle(element);
    const readOut = clipPath !== 'none' || (position === 'absolute' && element.clientWidth <= 1);
    if (readOut || element.closest('.visually-hidden, svg, [inert]') || element.getClientRects().length === 0)
      return [];
    // The end of a name in a table of fixed rows: its page, or the title, says all of it.
    if (element.closest('a[href][title], td [title]') !== null) return [];
    const cuts = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
    const wide = cuts(overflowX) && element.scrollWidth > element.clientWidth + 2;
    const high = cuts(overflowY) && element.scrollHeight > element.clientHeight + 2;
    if (!wide && !high) return [];
    return element.textContent?.trim()
      ? [
          `${element.tagName.toLowerCase()}.${element.getAttribute('class')} "${element.textContent.trim().slice(0, 40)}"`,
        ]
      : [];
  });
}

/** What has the focus, by its name and place; empty when nothing has. */
export function focused(): string {
  const element = document.activeElement;
  if (element === null || element.tagName === 'BODY') return '';
  const name = element.getAttribute('aria-label') ?? element.textContent?.trim().slice(0, 40) ?? '';
  const id = element.getAttribute('id') ?? element.getAttribute('name') ?? '';
  return `${element.tagName.toLowerCase()} ${id} ${name}`.trim();
}
