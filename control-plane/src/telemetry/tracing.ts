import {
  type Attributes,
  context,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import type { RequestHandler } from 'express';

const http = 'tenantry.http';

/**
 * A span for each request, by the conventions of OpenTelemetry for HTTP servers: a child of what the caller says in
 * `traceparent`. To be mounted before every route.
 */
export function traceRequests(): RequestHandler {
  return (request, response, next) => {
    const tracer = trace.getTracer(http);
    const caller = propagation.extract(context.active(), request.headers);
    const path = request.path;
    const span = tracer.startSpan(
      request.method,
      { kind: SpanKind.SERVER, attributes: { 'http.request.method': request.method, 'url.path': path } },
      caller,
    );
    response.once('close', () => {
      const route = templateOf(request.route);
      if (route !== undefined)
        span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
      span.setAttribute('http.response.status_code', response.statusCode);
      const requestId = response.getHeader('x-request-id');
      if (typeof requestId === 'string') span.setAttribute('tenantry.request.id', requestId);
      if (!response.writableFinished) span.setAttribute('error.type', 'aborted');
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(caller, span), next);
  };
}

/** `/v1/keys/{keyId}` of what Express matched. */
function templateOf(route: unknown): string | undefined {
  if (typeof route !== 'object' || route === null || !('path' in route)) return undefined;
  return typeof route.path === 'string' ? route.path.replaceAll(/:(\w+)/g, '{$1}') : undefined;
}

/**
 * Runs something inside a span, when there is one around it: work that nobody asked for (recurring tasks) would
 * otherwise be most of what is traced. What it throws is noted on the span and thrown on.
 */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  run: (span: Span | undefined) => Promise<T>,
): Promise<T> {
  if (trace.getActiveSpan() === undefined) return run(undefined);
  return trace
    .getTracer('tenantry')
    .startActiveSpan(name, { kind: SpanKind.CLIENT, attributes }, async span => {
      try {
        return await run(span);
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
        throw error;
      } finally {
        span.end();
      }
    });
}
