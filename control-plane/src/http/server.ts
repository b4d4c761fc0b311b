import { createServer, type RequestListener, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { PROBLEM_MEDIA_TYPE, type ProblemCode } from '@tenantry/contracts/api/problem';
import { Problem } from './problem.ts';

export interface ServerLimits {
  /** Milliseconds until the headers of a request must be there. */
  readonly headersTimeout: number;
  /** Milliseconds until all of a request must be there, its body included. */
  readonly requestTimeout: number;
  /** Milliseconds that a connection waits for the next request: more than the load balancer in front waits. */
  readonly keepAliveTimeout: number;
  /** Milliseconds without a byte in either direction, as with somebody who never reads the answer. */
  readonly idleTimeout: number;
  readonly maxHeaderSize: number;
  readonly maxConnections: number;
}

const SERVER_LIMITS: ServerLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  idleTimeout: 120_000,
  maxHeaderSize: 16 * 1024,
  maxConnections: 2_000,
};

/** A server that nobody holds up by being slow: every wait ends, and so does the number of those who wait. */
export function createHttpServer(app: RequestListener, limits: Partial<ServerLimits> = {}): Server {
  const all = { ...SERVER_LIMITS, ...limits };
  const server = createServer(
    {
      headersTimeout: all.headersTimeout,
      requestTimeout: all.requestTimeout,
      keepAliveTimeout: all.keepAliveTimeout,
      maxHeaderSize: all.maxHeaderSize,
      connectionsCheckingInterval: Math.min(1_000, all.headersTimeout),
      requireHostHeader: true,
      insecureHTTPParser: false,
    },
    app,
  );
  server.maxConnections = all.maxConnections;
  server.setTimeout(all.idleTimeout);
  server.on('clientError', answerUnreadable);
  return server;
}

const CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timeout',
};

/** What Node could not read as a request is answered in the form of every other refusal. */
function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const known = error.code !== undefined && Object.hasOwn(CODES, error.code) ? CODES[error.code] : undefined;
  const problem = new Problem(known ?? 'invalid_request', known ? undefined : 'this is no HTTP request');
  const body = JSON.stringify(problem.body('none'));
  socket.end(
    `HTTP/1.1 ${problem.status} ${problem.message}\r\nContent-Type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}
