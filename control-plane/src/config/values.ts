import { z } from 'zod';
import { Secret } from '../secret.ts';

/** Building blocks of configuration entries. Text comes in, and what cannot be meant is refused in words. */

export const milliseconds = (fallback: number, minimum: number) =>
  z.coerce
    .number({ error: 'a whole number of milliseconds, such as 5000' })
    .int()
    .min(minimum)
    .default(fallback);

export const address = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/, 'host:port, for instance 127.0.0.1:8080')
  .transform(text => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535, 'a port is at most 65535');

export const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'an address that begins with http:// or https://',
});

export const flag = z.enum(['true', 'false']).transform(text => text === 'true');

/** A value that is never printed. Its variable can be given as TENANTRY_<NAME>_FILE, the path of a file with it. */
export const secret = (pattern = /^[\s\S]+$/, expected = 'not empty') =>
  z
    .string()
    .regex(pattern, expected)
    .transform(text => new Secret(text));

/** Parts separated by commas; blanks around them do not count. */
export const list = <T>(part: z.ZodType<T, string>) =>
  z
    .string()
    .transform(text => text.split(',').map(item => item.trim()))
    .pipe(z.array(part).min(1));

/** JSON, of a shape. `example` is shown to whoever wrote none. */
export const json = <T>(shape: z.ZodType<T>, example: string) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: `no JSON such as ${example}` });
        return z.NEVER;
      }
    })
    .pipe(shape);

/** Lets a rule between entries run, and be told, when others have faults: not when one of these has. */
export const whenGood =
  (...names: readonly string[]) =>
  ({ issues }: z.core.ParsePayload) =>
    issues.every(({ path }) => !names.includes(String(path?.[0])));
