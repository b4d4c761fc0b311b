import type { Browser, Page } from 'playwright-core';

/** What is used of a browser by the functions that run in one. */
interface Bitmap {
  readonly width: number;
  readonly height: number;
}
interface Drawing {
  drawImage(bitmap: Bitmap, x: number, y: number): void;
  getImageData(
    x: number,
    y: number,
    width: number,
    height: number,
  ): { readonly data: Readonly<Record<number, number>> & { readonly length: number } };
}
declare const createImageBitmap: (of: Blob) => Promise<Bitmap>;
declare const OffscreenCanvas: new (
  width: number,
  height: number,
) => {
  getContext(kind: '2d'): Drawing | null;
  convertToBlob(options: { readonly type: string; readonly quality: number }): Promise<Blob>;
};
declare const document: {
  readonly body: unknown;
  createTreeWalker(
    root: unknown,
    what: number,
  ): { nextNode(): unknown; readonly currentNode: { nodeValue: string | null } };
};

/** How far the darkest and the lightest of a channel may be apart to look the same, and how many pixels may not. */
const SAME = { channel: 24, share: 0.000_3 };

/** Makes small pictures of screenshots, and says whether two look the same: by a browser, which can do both. */
export class Pictures {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async open(browser: Browser): Promise<Pictures> {
    return new Pictures(await browser.newPage());
  }

  close(): Promise<void> {
    return this.#page.close();
  }

  /** WebP as good as fits; letters are sharp at the first of these. */
  async webpOf(png: Buffer, mostBytes: number): Promise<Buffer> {
    let made = Buffer.alloc(0);
    for (const quality of [0.85, 0.75, 0.6, 0.4]) {
      const text = await this.#page.evaluate(encode, { data: png.toString('base64'), quality });
      made = Buffer.from(text, 'base64');
      if (made.length <= mostBytes) break;
    }
    return made;
  }

  /** Pictures of other sizes are others; of the same size, where hardly a pixel can be told apart. */
  async lookTheSame(one: Buffer, other: Buffer): Promise<boolean> {
    if (one.equals(other)) return true;
    return this.#page.evaluate(compare, {
      one: one.toString('base64'),
      other: other.toString('base64'),
      ...SAME,
    });
  }
}

async function encode({ data, quality }: { data: string; quality: number }): Promise<string> {
  const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality });
  const made = new Uint8Array(await blob.arrayBuffer());
  return btoa(Array.from(made, byte => String.fromCharCode(byte)).join(''));
}

async function compare(given: {
  one: string;
  other: string;
  channel: number;
  share: number;
}): Promise<boolean> {
  const pixelsOf = async (data: string) => {
    const bytes = Uint8Array.from(atob(data), letter => letter.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return { bitmap, pixels: context?.getImageData(0, 0, bitmap.width, bitmap.height).data };
  };
  const [one, other] = await Promise.all([pixelsOf(given.one), pixelsOf(given.other)]);
  if (one.bitmap.width !== other.bitmap.width || one.bitmap.height !== other.bitmap.height) return false;
  if (one.pixels === undefined || other.pixels === undefined) return false;
  let differing = 0;
  for (let at = 0; at < one.pixels.length; at += 4) {
    const far = [0, 1, 2].some(
      channel =>
        Math.abs((one.pixels?.[at + channel] ?? 0) - (other.pixels?.[at + channel] ?? 0)) > given.channel,
    );
    if (far) differing += 1;
  }
  return differing <= (one.pixels.length / 4) * given.share;
}

/** Ids are made anew at each start: on pictures each is the same. Runs in the page. */
export function sameIds(): void {
  const TEXTS = 4;
  const SAME = '0198f0000000700080000000000000000000';
  const walker = document.createTreeWalker(document.body, TEXTS);
  while (walker.nextNode()) {
    const { currentNode: node } = walker;
    const text = node.nodeValue ?? '';
    if (!/[0-9a-f]{8}/.test(text)) continue;
    node.nodeValue = text
      .replace(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '0198f000-0000-7000-8000-000000000001')
      .replace(/[0-9a-f]{8,32}(?=…|\b)/g, (found: string) =>
        /\d/.test(found) ? SAME.slice(0, found.length) : found,
      );
  }
}
