import { once } from 'node:events';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

const value = z.union([
  z.object({ stringValue: z.string() }).transform(v => v.stringValue),
  z.object({ intValue: z.coerce.number() }).transform(v => v.intValue),
  z.object({ doubleValue: z.number() }).transform(v => v.doubleValue),
  z.object({ boolValue: z.boolean() }).transform(v => v.boolValue),
  z.unknown().transform(() => undefined),
]);
const attributes = z
  .array(z.object({ key: z.string(), value }))
  .default([])
  .transform(list => Object.fromEntries(list.map(({ key, value: shown }) => [key, shown])));
const points = z.object({
  dataPoints: z.array(
    z.object({
      attributes,
      asInt: z.coerce.number().optional(),
      asDouble: z.number().optional(),
      count: z.coerce.number().optional(),
      sum: z.number().optional(),
    }),
  ),
});
const metricsRequest = z.object({
  resourceMetrics: z.array(
    z.object({
      resource: z.object({ attributes }),
      scopeMetrics: z.array(
        z.object({
          metrics: z.array(
            z.object({
              name: z.string(),
              unit: z.string().default(''),
              sum: points.optional(),
              histogram: points.optional(),
              gauge: points.optional(),
            }),
          ),
        }),
      ),
    }),
  ),
});
const traceRequest = z.object({
  resourceSpans: z.array(
    z.object({
      scopeSpans: z.array(
        z.object({
          spans: z.array(
            z.object({
              traceId: z.string(),
              spanId: z.string(),
              parentSpanId: z.string().optional(),
              name: z.string(),
              attributes,
            }),
          ),
        }),
      ),
    }),
  ),
});

export interface ReceivedPoint {
  readonly kind: 'sum' | 'histogram' | 'gauge';
  readonly unit: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Of a sum or gauge its value, of a histogram the sum of what was recorded. */
  readonly value: number;
  readonly count: number;
}
export type ReceivedSpan = z.output<
  typeof traceRequest
>['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

/** An OTLP/HTTP receiver that keeps what it is sent (JSON): the last points of each instrument, and every span. */
export class OtlpReceiver {
  readonly endpoint: string;
  readonly metrics = new Map<string, ReceivedPoint[]>();
  readonly spans: ReceivedSpan[] = [];
  readonly headers: Record<string, unknown>[] = [];
  resource: Readonly<Record<string, unknown>> = {};
  readonly #close: () => void;

  private constructor(endpoint: string, close: () => void) {
    this.endpoint = endpoint;
    this.#close = close;
  }

  static async start(): Promise<OtlpReceiver> {
    let receiver: OtlpReceiver | undefined;
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = Buffer.concat(chunks);
      const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
      receiver?.headers.push(request.headers);
      receiver?.take(request.url ?? '', JSON.parse(text.toString('utf8')));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    receiver = new OtlpReceiver(`http://127.0.0.1:${port}`, () => {
      server.closeAllConnections();
      server.close();
    });
    return receiver;
  }

  take(path: string, body: unknown): void {
    if (path === '/v1/traces') {
      const { resourceSpans } = traceRequest.parse(body);
      this.spans.push(...resourceSpans.flatMap(r => r.scopeSpans.flatMap(s => s.spans)));
      return;
    }
    if (path !== '/v1/metrics') throw new Error(`nobody asked for ${path}`);
    for (const { resource, scopeMetrics } of metricsRequest.parse(body).resourceMetrics) {
      this.resource = resource.attributes;
      for (const { name, unit, sum, histogram, gauge } of scopeMetrics.flatMap(s => s.metrics)) {
        const kind = sum ? 'sum' : histogram ? 'histogram' : 'gauge';
        const { dataPoints = [] } = sum ?? histogram ?? gauge ?? {};
        this.metrics.set(
          name,
          dataPoints.map(point => ({
            kind,
            unit,
            attributes: point.attributes,
            value: point.asInt ?? point.asDouble ?? point.sum ?? 0,
            count: point.count ?? 1,
          })),
        );
      }
    }
  }

  stop(): void {
    this.#close();
  }
}
