import type { NextFunction, Request, Response } from 'express';
import { v7 as uuidv7 } from 'uuid';
import type { BuiltFile } from './built-folder.ts';
import type { Kernel } from './mount.ts';
import { Problem } from './problem.ts';

/** Names of assets hold a hash of what is in them, so what has a name never changes. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
export const FOR_A_DAY = 'public, max-age=86400';
/** Where in `response.locals` it stands what was served, as metrics name it. */
export const SERVED = 'servedRoute';

export const reads = ({ method }: Request): boolean => method === 'GET' || method === 'HEAD';

/** What is told to who would write where files are. */
export function onlyRead(response: Response): Problem {
  response.setHeader('allow', 'GET, HEAD');
  return new Problem('method_not_allowed', 'it takes GET, HEAD');
}

/** What goes on to the end of all routes is observed there. */
export function observeWhenServed(request: Request, response: Response, observe: Kernel['observe']): void {
  const began = performance.now();
  response.once('finish', () => {
    const route: unknown = response.locals[SERVED];
    if (typeof route !== 'string') return;
    const seconds = (performance.now() - began) / 1_000;
    const { statusCode: status } = response;
    observe(request, {
      ...{ route, status, seconds, requestId: uuidv7() },
      ...{ operation: undefined, principal: undefined, problem: undefined },
    });
  });
}

/** Sends a file of a build; what vanished meanwhile goes on to `next`, as if it had never been there. */
export function sendBuiltFile(
  response: Response,
  file: BuiltFile,
  cacheControl: string,
  next: NextFunction,
): void {
  response.setHeader('content-type', file.type);
  response.setHeader('cache-control', cacheControl);
  response.setHeader('vary', 'accept-encoding');
  response.setHeader('etag', file.etag);
  if (file.encoding !== undefined) response.setHeader('content-encoding', file.encoding);
  const options = {
    cacheControl: false,
    lastModified: false,
    acceptRanges: false,
    dotfiles: 'allow',
  } as const;
  // A condition that does not hold is about what somebody would write, and nothing is written here: it is not looked at, as
  // a range is not. Left to the library it would be an error of ours that anybody can cause.
  for (const condition of ['if-match', 'if-unmodified-since']) delete response.req.headers[condition];
  response.sendFile(file.path, options, error => {
    if (!error || response.headersSent) return;
    response.locals[SERVED] = undefined;
    for (const header of ['content-encoding', 'etag', 'vary']) response.removeHeader(header);
    // A newer build took its place between the look and the reading.
    next('code' in error && error.code === 'ENOENT' ? undefined : error);
  });
}
