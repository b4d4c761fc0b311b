import { realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';

/** Types of what a build has. What is not named here, source maps above all, is not served. */
const TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  png: 'image/png',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json; charset=utf-8',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** One name: no slash, no percent sign and no dot before the name, so it leads out of no folder. */
const FILE_NAME = /^\w[\w.-]{0,199}\.(\w{2,11})$/;

const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
] as const;

export interface BuiltFile {
  readonly path: string;
  readonly type: string;
  /** How it is compressed; absent when it is not. */
  readonly encoding: string | undefined;
  readonly etag: string;
}

/** A folder with what a build wrote. It is looked at anew for each answer: a newer build is served at once. */
export class BuiltFolder {
  readonly #folder: string;

  constructor(folder: string) {
    // What is sent as a file is named from the root.
    this.#folder = resolve(folder);
  }

  /**
   * A file of the folder, or of one below it, the smallest way that the reader takes it. `below` is taken as it is: whoever
   * has it from an address has looked at it. `undefined` for what is not there and for what is not to be served.
   */
  async file(below: string, name: string, acceptEncoding: string): Promise<BuiltFile | undefined> {
    const [, extension = ''] = FILE_NAME.exec(name) ?? [];
    const type = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
    if (type === undefined) return undefined;
    const plain = join(this.#folder, below, name);
    for (const { name: encoding, suffix } of ENCODINGS) {
      if (!takes(acceptEncoding, encoding)) continue;
      const found = await this.#look(plain + suffix, type, encoding);
      if (found) return found;
    }
    return this.#look(plain, type, undefined);
  }

  async #look(path: string, type: string, encoding: string | undefined): Promise<BuiltFile | undefined> {
    const [folder, real] = await Promise.all(
      [this.#folder, path].map(one => realpath(one).catch(unlessMissing)),
    );
    // A link within the folder is one of its files, as those of a mounted volume are; one to elsewhere is none.
    if (folder === undefined || !real?.startsWith(folder + sep)) return undefined;
    const found = await stat(real).catch(unlessMissing);
    if (!found?.isFile()) return undefined;
    const parts = [found.size, Math.trunc(found.mtimeMs)].map(part => part.toString(36));
    const etag = `"${[...parts, ...(encoding ? [encoding] : [])].join('-')}"`;
    return { path: real, type, encoding, etag };
  }
}

/** Whether a reader takes this encoding: named, or by `*`, and not with a weight of zero (RFC 9110, 12.5.3). */
export function takes(acceptEncoding: string, encoding: string): boolean {
  const weights = new Map(
    acceptEncoding.split(',').map(part => {
      const [name = '', ...parameters] = part.split(';').map(text => text.trim().toLowerCase());
      const weight = parameters.find(text => text.startsWith('q='))?.slice(2) ?? '1';
      return [name, Number(weight) > 0];
    }),
  );
  return weights.get(encoding) ?? weights.get('*') ?? false;
}

export function unlessMissing(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  // ELOOP: links that lead to one another lead to no file.
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
  throw error;
}
