import type { Registry } from 'prom-client';
import { z } from 'zod';
import type { Readiness } from './readiness.ts';
import { defineRoute, type Route } from './route.ts';

const livenessSchema = z
  .object({ status: z.literal('ok').meta({ description: 'The process answers' }) })
  .meta({ id: 'Liveness', description: 'That the process answers at all' });

const readinessSchema = z
  .object({
    ready: z.boolean().meta({ description: 'Whether this replica should be given work' }),
    checks: z
      .array(
        z.object({
          name: z.string().meta({ description: 'What was looked at' }),
          ok: z.boolean().meta({ description: 'Whether it is as it should be' }),
          message: z.string().optional().meta({ description: 'What is wrong with it' }),
        }),
      )
      .meta({ description: 'Each thing that work needs' }),
  })
  .meta({ id: 'Readiness', description: 'Whether this replica should be given work, and why not' });

/** For those who run the control plane, without authentication: liveness, readiness and metrics. */
export function healthRoutes(readiness: Readiness, metrics: Registry): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/livez',
      operation: 'getLiveness',
      tag: 'health',
      summary: 'Says that the process answers',
      description: 'Looks at nothing else: a store that is down is no reason to restart the control plane.',
      responses: { 200: livenessSchema },
      open: true,
      handle: async () => ({ status: 200, body: { status: 'ok' as const } }),
    }),
    defineRoute({
      method: 'get',
      path: '/readyz',
      operation: 'getReadiness',
      tag: 'health',
      summary: 'Says whether this replica should be given work',
      description:
        'Looks at the store and at what is not yet counted; at most once a second, whoever asks. 503 while something is wrong, and from the moment a stop begins.',
      responses: { 200: readinessSchema, 503: readinessSchema },
      open: true,
      handle: async () => {
        const { ready, checks } = await readiness.report();
        return { status: ready ? 200 : 503, body: { ready, checks: [...checks] } };
      },
    }),
    defineRoute({
      method: 'get',
      path: '/metrics',
      operation: 'getMetrics',
      tag: 'health',
      summary: 'Shows the metrics of this replica',
      description:
        'In the Prometheus text format. It names no tenant and no key, but let only those reach it who should.',
      responses: { 200: z.string().meta({ description: 'Metrics' }) },
      produces: 'text/plain',
      open: true,
      handle: async () => ({
        status: 200,
        text: { type: metrics.contentType, content: await metrics.metrics() },
      }),
    }),
  ];
}
