import openapiTS, { astToString } from 'openapi-typescript';
import type { OpenApiDocument } from '../src/http/openapi/document.ts';

/** The types of the client: what the document says, as TypeScript. */
export async function clientSchema(document: OpenApiDocument, command: string): Promise<string> {
  // By way of text, so that it gets what everybody else gets, and may change it.
  const tree = await openapiTS(JSON.stringify(document), {
    alphabetize: false,
    exportType: true,
    // Whoever sends a request may leave out what has a default; where an answer always has it, it is required anyway.
    defaultNonNullable: false,
  });
  return `// Generated from contracts/openapi.json by \`${command}\`. Do not edit.\n${astToString(tree)}`;
}
