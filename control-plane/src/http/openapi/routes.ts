import { createHash } from 'node:crypto';
import { z } from 'zod';
import { defineRoute, type Route } from '../route.ts';
import { docsPage, docsStyle } from './docs-page.ts';
import { openApiDocument } from './document.ts';

/**
 * The document and its page, made at the first request of the routes beside them and of these two themselves. The page loads nothing
 * and runs nothing, and its policy says so: only the style that is in it is allowed, by its hash.
 */
export function openApiRoutes(others: readonly Route[]): Route[] {
  let kept: { readonly json: string; readonly page: string } | undefined;
  const made = () => {
    if (kept === undefined) {
      const document = openApiDocument([...others, ...routes]);
      kept = { json: JSON.stringify(document), page: docsPage(document) };
    }
    return kept;
  };
  const styleHash = createHash('sha256').update(docsStyle).digest('base64');
  const routes: Route[] = [
    defineRoute({
      method: 'get',
      path: '/openapi.json',
      operation: 'getOpenApi',
      tag: 'docs',
      summary: 'Shows the API as an OpenAPI 3.1 document',
      responses: { 200: z.looseObject({ openapi: z.string() }).meta({ description: 'The document' }) },
      open: true,
      handle: async () => ({ status: 200, text: { type: 'application/json', content: made().json } }),
    }),
    defineRoute({
      method: 'get',
      path: '/openapi',
      operation: 'getReference',
      tag: 'docs',
      summary: 'Shows the API as a page for people',
      responses: { 200: z.string().meta({ description: 'HTML that loads nothing and runs nothing' }) },
      produces: 'text/html',
      open: true,
      handle: async () => ({
        status: 200,
        text: { type: 'text/html; charset=utf-8', content: made().page },
        headers: {
          'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
        },
      }),
    }),
  ];
  return routes;
}
