/** One name of a path: no percent sign, and no dot before it, so it leads out of no folder. */
const NAME = /^\w[\w.-]{0,199}$/;
/** Deeper than anything that a build has. */
const MOST_NAMES = 6;

export interface FileAt {
  readonly below: string;
  readonly name: string;
  readonly isPage: boolean;
  /** The address below the site's own that this one has in truth. */
  readonly instead?: string;
}

/** What a path below the address of the site stands for; `undefined` for what can be none of its files. */
export function fileAt(path: string): FileAt | undefined {
  const isFolder = path === '' || path.endsWith('/');
  const names = path.split('/').filter((_, at, all) => !(isFolder && at === all.length - 1));
  if (names.length > MOST_NAMES || !names.every(name => NAME.test(name))) return undefined;
  const below = (isFolder ? names : names.slice(0, -1)).join('/');
  const name = isFolder ? 'index' : (names.at(-1) ?? '');
  if (name.endsWith('.html')) {
    const address = path.replace(/\.html$/, '').replace(/(^|\/)index$/, '$1');
    return { below, name, isPage: true, instead: address };
  }
  const isPage = !/\.(?:css|ico|js|json|png|svg|txt|webp|woff2)$/.test(name);
  return { below, name: isPage ? `${name}.html` : name, isPage };
}
