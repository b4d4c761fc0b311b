import { randomBytes } from 'node:crypto';
import { PAGE_LANGUAGES } from '@tenantry/contracts/console/page-needs';
import type { Express, NextFunction, Request, Response } from 'express';
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
import { ConsoleBuild } from './build.ts';

/** Addresses of the API and of what its readers need: never the console's, whether there is a route or not. */
const NOT_PAGES = ['v1', 'docs', 'openapi', 'openapi.json', 'metrics', 'livez', 'readyz', 'assets'];

/**
 * Serves the console from the folder of its build, behind all routes of the API. Every address that a browser opens and
 * that is no route of the API is one and the same page; the console itself says where nothing is. Without a build the
 * page says how to make one.
 */
export function mountConsole(
  app: Express,
  folder: string | undefined,
  { observe }: Pick<Kernel, 'observe'>,
): void {
  if (folder === undefined) return;
  const build = new ConsoleBuild(folder);
  app.use(async (request, response, next) => {
    const [, first = '', ...rest] = request.path.split('/');
    observeWhenServed(request, response, observe);
    if (first === 'assets') return sendFile(build, 'assets', rest.join('/'), request, response, next);
    if (!reads(request) || NOT_PAGES.includes(first)) return next();
    if (wantsPage(request)) return sendPage(build, request, response);
    return rest.length === 0 ? sendFile(build, '', first, request, response, next) : next();
  });
}

/** Browsers ask for HTML by name. Whoever takes anything is a program, and is told of a wrong address by a problem. */
function wantsPage(request: Request): boolean {
  const accept = request.get('accept') ?? '';
  return accept.includes('text/html') || (request.path === '/' && (accept === '' || accept === '*/*'));
}

async function sendPage(build: ConsoleBuild, request: Request, response: Response): Promise<void> {
  const nonce = randomBytes(18).toString('base64');
  const html = await build.page(nonce, {
    path: request.path,
    hasQuery: request.originalUrl.includes('?'),
    language: request.acceptsLanguages(...PAGE_LANGUAGES) || PAGE_LANGUAGES[0],
  });
  response.locals[SERVED] = '/';
  response.status(html === undefined ? 404 : 200);
  response.setHeader('cache-control', 'no-store');
  if (html !== undefined) response.setHeader('content-security-policy', policyOf(nonce));
  response.type('text/html; charset=utf-8').send(html ?? NOT_BUILT);
}

/**
 * Only scripts with the nonce of this answer run, and what they load; styles come from files, or carry the nonce. Nothing
 * is taken from elsewhere, nothing goes elsewhere, and nobody frames it.
 */
function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self'",
    "font-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

async function sendFile(
  build: ConsoleBuild,
  below: 'assets' | '',
  name: string,
  request: Request,
  response: Response,
  next: NextFunction,
): Promise<void> {
  if (!reads(request)) return next(onlyRead(response));
  const file = await build.file(below, name, request.get('accept-encoding') ?? '');
  if (file === undefined) return next();
  response.locals[SERVED] = below === 'assets' ? '/assets/{name}' : '/{name}';
  sendBuiltFile(response, file, below === 'assets' ? FOR_EVER : FOR_A_DAY, next);
}

/** No style and no script: the policy of every answer lets none of it run. */
const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Tenantry: the console is not built</title>
<h1>The console is not built</h1>
<p>The control plane runs, and its API answers: <a href="/openapi">its reference</a>.</p>
<p>To have the console here, build it in the repository, and load this page again:</p>
<pre>npm run build -w console</pre>
<p>A build that lies elsewhere is named by <code>TENANTRY_CONSOLE_DIR</code>. <code>npm start</code> builds it by itself.</p>
</html>
`;
