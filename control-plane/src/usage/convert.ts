import {
  cloudEventDataSchema,
  cloudEventSchema,
  MAX_EVENTS,
  USAGE_MEDIA_TYPES,
  usageEventSchema,
} from '@tenantry/contracts/commercial/usage';
import type { z } from 'zod';
import { parseJsonText } from '../http/json-text.ts';
import { inPlainWords } from '../http/plain-faults.ts';
import { Problem } from '../http/problem.ts';
import type { Json } from '../storage/documents.ts';
import type { EventFault, Incoming, IncomingEvent } from './incoming-event.ts';

/** A request as it came. */
export interface UsageRequest {
  readonly mediaType: string;
  readonly bytes: Buffer;
  header(name: string): string | undefined;
}

export interface ReadRequest {
  readonly items: readonly Incoming[];
  /** One event by itself, not a list of one: its fate is that of the request. */
  readonly single: boolean;
}

/**
 * Reads events of any format that is taken. What is wrong with one event is told of that event; what is wrong with
 * the request as a whole is a Problem.
 * @throws Problem invalid_request, payload_too_large
 */
export function readUsageRequest(request: UsageRequest): ReadRequest {
  const { bytes, mediaType } = request;
  switch (mediaType) {
    case USAGE_MEDIA_TYPES.ndjson:
      return list(readLines(bytes));
    case USAGE_MEDIA_TYPES.cloudEvent:
      return { items: [readCloudEvent(parseJsonText(bytes))], single: true };
    case USAGE_MEDIA_TYPES.cloudEventBatch:
      return list(readArray(parseJsonText(bytes), readCloudEvent));
    default:
      return isBinary(request) ? { items: [readBinary(request)], single: true } : readPlain(bytes);
  }
}

function readPlain(bytes: Buffer): ReadRequest {
  const value = parseJsonText(bytes);
  if (Array.isArray(value)) return list(readArray(value, readEither));
  return { items: [readEither(value)], single: true };
}

function list(items: readonly Incoming[]): ReadRequest {
  if (items.length === 0) throw malformed('there is no event in it');
  return { items, single: false };
}

function readArray(value: unknown, read: (value: unknown) => Incoming): readonly Incoming[] {
  if (!Array.isArray(value)) throw malformed('an array of events is expected');
  checkCount(value.length);
  return value.map(read);
}

/** A line each. A line that is no JSON is the fault of that line. */
function readLines(bytes: Buffer): readonly Incoming[] {
  const items: Incoming[] = [];
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, from);
    const to = newline === -1 ? bytes.length : newline;
    const line = bytes.subarray(from, to);
    from = to + 1;
    if (isBlank(line)) continue;
    items.push(readLine(line));
    checkCount(items.length);
  }
  return items;
}

function isBlank(line: Buffer): boolean {
  return line.every(byte => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}

function readLine(line: Buffer): Incoming {
  try {
    return readEither(parseJsonText(line));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { fault: { reason: 'malformed', field: '', message: error.message }, raw: line.toString('utf8') };
  }
}

function checkCount(events: number): void {
  if (events > MAX_EVENTS)
    throw new Problem('payload_too_large', `at most ${MAX_EVENTS} events in a request`);
}

/** In an array or in lines, each event says by `specversion` what it is. */
function readEither(value: unknown): Incoming {
  const cloud = typeof value === 'object' && value !== null && Object.hasOwn(value, 'specversion');
  return cloud ? readCloudEvent(value) : readPlainEvent(value);
}

function readPlainEvent(raw: unknown): Incoming {
  const parsed = usageEventSchema.safeParse(raw, inPlainWords);
  if (!parsed.success) return unreadable(parsed.error, raw);
  return { event: withData(parsed.data, parsed.data.data), raw };
}

function readCloudEvent(raw: unknown): Incoming {
  const parsed = cloudEventSchema.safeParse(raw, inPlainWords);
  if (!parsed.success) return unreadable(parsed.error, raw);
  const { id, source, type, time, subject, data, tenantid, tenant } = parsed.data;
  const inside = countedOf(data);
  if ('error' in inside) return unreadable(inside.error, raw, '/data');
  const event = { id, source, type, time, subject, tenantId: tenantid, tenant, ...inside };
  return { event: withData(event, data), raw };
}

/** Quantity and dimensions, where the data is an object that has them. */
function countedOf(
  data: unknown,
): Pick<IncomingEvent, 'quantity' | 'dimensions'> | { readonly error: z.ZodError } {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return {};
  const parsed = cloudEventDataSchema.safeParse(data, inPlainWords);
  if (!parsed.success) return { error: parsed.error };
  const { quantity, dimensions } = parsed.data;
  return { quantity, dimensions };
}

function isBinary(request: UsageRequest): boolean {
  return request.header('ce-specversion') !== undefined || request.header('ce-id') !== undefined;
}

const ATTRIBUTES = ['specversion', 'id', 'source', 'type', 'time', 'subject', 'tenantid', 'tenant'] as const;

/** CloudEvents' binary mode: attributes in headers, percent-encoded; the body is the data. */
function readBinary(request: UsageRequest): Incoming {
  const attributes: Record<string, unknown> = {};
  for (const name of ATTRIBUTES) {
    const value = request.header(`ce-${name}`);
    if (value === undefined) continue;
    try {
      attributes[name] = decodeURIComponent(value);
    } catch {
      const message = `ce-${name} is not well percent-encoded`;
      return { fault: { reason: 'malformed', field: `/${name}`, message }, raw: attributes };
    }
  }
  const data = request.bytes.length === 0 ? {} : { data: parseJsonText(request.bytes) };
  return readCloudEvent({ ...attributes, ...data });
}

/** What `parseJsonText` gave is JSON, whatever a schema calls it. */
function withData(event: Omit<IncomingEvent, 'data'>, data: unknown): IncomingEvent {
  return isJson(data) ? { ...event, data } : event;
}

function isJson(value: unknown): value is Json {
  return value !== undefined;
}

function unreadable(error: z.ZodError, raw: unknown, below = ''): Incoming {
  const [issue] = error.issues;
  const path = (issue?.path ?? []).map(key => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`);
  const fault: EventFault = {
    reason: 'malformed',
    field: below + path.join(''),
    ...(issue && { message: issue.message }),
  };
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? raw.id : undefined;
  return { fault, raw, ...(typeof id === 'string' && { id: id.slice(0, 200).toWellFormed() }) };
}

function malformed(message: string): Problem {
  return new Problem('invalid_request', message, {
    errors: [{ field: '', code: 'malformed_json', message }],
  });
}
