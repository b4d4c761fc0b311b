import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import type { Route } from '../route.ts';

type Parameters = Pick<ZodOpenApiOperationObject, 'parameters' | 'requestParams'>;

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,128}$/)
  .meta({
    description:
      'Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422',
  });

const ifMatch = z.string().meta({
  description: 'The `ETag` of the version that you read: refused with 412 when there is a newer one',
});

const requestId = z
  .string()
  .regex(/^[\w.-]{1,64}$/)
  .meta({ description: 'Stands in the answer, the log and audit; made up when left out or of another form' });

/** Path, query and headers of a route, as zod-openapi takes them. */
export function parametersOf(route: Route): Parameters {
  const header = objectOf(
    route,
    'headers',
    z.object({
      ...(route.idempotent && { 'Idempotency-Key': idempotencyKey.optional() }),
      ...(route.precondition && {
        'If-Match': route.precondition === 'required' ? ifMatch : ifMatch.optional(),
      }),
      ...(!route.open && { 'X-Request-Id': requestId.optional() }),
    }),
  );
  return {
    requestParams: {
      ...(route.params && { path: objectOf(route, 'params', route.params) }),
      ...(route.query && { query: objectOf(route, 'query', route.query) }),
      ...(Object.keys(header.shape).length > 0 && { header }),
    },
  };
}

function objectOf(route: Route, part: string, schema: z.ZodType): z.ZodObject {
  if (!(schema instanceof z.ZodObject)) throw new TypeError(`${route.operation}: its ${part} is no z.object`);
  const wire = Object.entries<z.ZodType>(schema.shape).map(([name, field]) => [name, asOnTheWire(field)]);
  return z.object(Object.fromEntries(wire));
}

/**
 * A parameter that is a number to the handler is text that a regex and a transform turn into one. On the wire it is
 * a number all the same, so the document says so, with its bounds.
 */
function asOnTheWire(field: z.ZodType): z.ZodType {
  const description = descriptionOf(field);
  const shown = asNumber(field) ?? field;
  // On the outermost schema, where it becomes the parameter's own.
  return description === undefined || shown.meta()?.description === description
    ? shown
    : shown.meta({ description });
}

function asNumber(field: z.ZodType): z.ZodType | undefined {
  const number = numberBehind(field);
  if (number === undefined) return undefined;
  const fallback = defaultOf(field);
  if (typeof fallback === 'number') return number.default(fallback);
  return field.safeParse(undefined).success ? number.optional() : number;
}

function descriptionOf(schema: z.core.$ZodType): string | undefined {
  const { description } = z.globalRegistry.get(schema) ?? {};
  if (description !== undefined) return description;
  return isWrapper(schema) ? descriptionOf(schema.def.innerType) : undefined;
}

function isWrapper(schema: z.core.$ZodType) {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
}

function numberBehind(schema: z.core.$ZodType): z.ZodNumber | undefined {
  if (schema instanceof z.ZodNumber) return schema;
  if (schema instanceof z.ZodPipe) return numberBehind(schema.def.out);
  return isWrapper(schema) ? numberBehind(schema.def.innerType) : undefined;
}

function defaultOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.def.defaultValue;
  return schema instanceof z.ZodOptional ? defaultOf(schema.def.innerType) : undefined;
}
