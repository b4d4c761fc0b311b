import type { Express, NextFunction, Request, Response } from 'express';
import { BuiltFolder } from '../http/built-folder.ts';
import type { Kernel } from '../http/mount.ts';
import {
  FOR_A_DAY,
  FOR_EVER,
  observeWhenServed,
  onlyRead,
  reads,
  SERVED,
  sendBuiltFile,
} from '../http/send-built-file.ts';
import { fileAt } from './file-at.ts';

const BASE = '/docs/';
/** Looked at again each time: a file of that name may be a newer one, such as the list of which script a page has now. */
const ASK_AGAIN = 'no-cache';

/**
 * Its scripts and styles are files, so nothing within a page runs or looks like anything; icons of the theme are pictures
 * in its style sheet. Nothing is taken from elsewhere, nothing goes elsewhere, and nobody frames it.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/**
 * Serves the documentation from the folder of its build to whoever asks, signed in or not: it is the same for everybody.
 * Without a build the front page says how to make one.
 */
export function mountDocs(
  app: Express,
  folder: string | undefined,
  { observe }: Pick<Kernel, 'observe'>,
): void {
  if (folder === undefined) return;
  const build = new BuiltFolder(folder);
  app.use(async (request, response, next) => {
    const { path } = request;
    if (path !== '/docs' && !path.startsWith(BASE)) return next();
    if (!reads(request)) return next(onlyRead(response));
    observeWhenServed(request, response, observe);
    if (path === '/docs') return leadTo(response, BASE);
    await send(build, request, response, next);
  });
}

async function send(
  build: BuiltFolder,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  const encodings = request.get('accept-encoding') ?? '';
  const asked = fileAt(request.path.slice(BASE.length));
  if (asked?.instead !== undefined) return leadTo(response, BASE + asked.instead);
  const file = asked && (await build.file(asked.below, asked.name, encodings));
  if (asked !== undefined && file !== undefined) {
    response.locals[SERVED] = asked.isPage ? '/docs/{page}' : '/docs/{file}';
    if (asked.isPage) response.setHeader('content-security-policy', POLICY);
    const hasHash = asked.below === 'assets' || asked.below.startsWith('assets/');
    return sendBuiltFile(response, file, hasHash ? FOR_EVER : ASK_AGAIN, next);
  }
  // A folder is asked for without its slash.
  if (asked?.isPage && (await build.file(`${asked.below}/${stem(asked.name)}`, 'index.html', encodings)))
    return leadTo(response, `${request.path}/`);
  if ((request.get('accept') ?? '').includes('text/html')) return sendNowhere(build, response, next);
  next();
}

const stem = (name: string): string => name.replace(/\.html$/, '');

function leadTo(response: Response, address: string): void {
  response.locals[SERVED] = '/docs/{page}';
  response.setHeader('cache-control', FOR_A_DAY);
  response.redirect(308, address);
}

/** Whoever reads is told on a page; programs are given a problem, at the end of all routes. */
async function sendNowhere(build: BuiltFolder, response: Response, next: NextFunction): Promise<void> {
  response.status(404);
  response.locals[SERVED] = '/docs/{page}';
  const page = await build.file('', '404.html', '');
  if (page === undefined) {
    response.setHeader('cache-control', 'no-store');
    response.type('text/html; charset=utf-8').send(NOT_BUILT);
    return;
  }
  response.setHeader('content-security-policy', POLICY);
  sendBuiltFile(response, page, 'no-store', next);
}

/** No style and no script: the policy of every answer lets none of it run. */
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tenantry: the documentation is not built</title>
<h1>The documentation is not built</h1>
<p>The control plane runs, and its API answers: <a href="/openapi">its reference</a>. <a href="/">The console</a></p>
<p>To have the documentation here, build it in the repository, and load this page again:</p>
<pre>npm run docs -- build</pre>
<p>A build that lies elsewhere is named by <code>TENANTRY_DOCS_DIR</code>. <code>npm start</code> builds it by itself.</p>
</html>
`;
