import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { parseArgs } from 'node:util';
import { OPERATOR_NAMESPACE } from '@tenantry/contracts/tenancy/names';
import { z } from 'zod';

/** Begins the name of every metric. */
export const METRICS_PREFIX = 'tenantry_operator_';

const DAY = 86_400_000;

const milliseconds = (fallback: number, minimum: number) =>
  z.coerce.number().int().min(minimum).default(fallback);
const address = z
  .string()
  .regex(/^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/, 'host:port, for instance 127.0.0.1:8081')
  .transform(text => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535, 'a port is at most 65535');

/**
 * The operator's configuration, one entry per variable TENANTRY_<NAME>. Those in CONFIG_FLAGS can be given as
 * `--name value` too, and a flag wins. Times are milliseconds. docs/reference/operator.md is generated from here.
 */
export const configSchema = z
  .object({
    KUBECONFIG: z
      .string()
      .min(1)
      .optional()
      .describe('kubeconfig file; without it, and without a context, the pod’s own service account'),
    CONTEXT: z.string().min(1).optional().describe('context of the kubeconfig'),
    IDENTITY: z
      .string()
      .min(1)
      .max(128)
      .default(() => `${hostname()}_${randomUUID()}`)
      .meta({
        description: 'holder of the lease; unique among the operators of a cluster',
        // Another one in every process, so the reference says how it is made.
        shownDefault: 'host name and a random UUID',
      }),
    NAMESPACE: z.string().min(1).default(OPERATOR_NAMESPACE).describe('where the lease is'),
    PROBE_ADDRESS: address
      .prefault('127.0.0.1:8081')
      .describe('where /healthz, /readyz and /metrics are served'),
    LOG_LEVEL: z
      .enum(['debug', 'info', 'warn', 'error'])
      .default('info')
      .describe('least level that is logged'),
    CONCURRENCY: z.coerce
      .number()
      .int()
      .min(1)
      .max(256)
      .default(6)
      .describe('tenants reconciled side by side; a third of them is kept for what people change'),
    MAX_CONNECTIONS: z.coerce
      .number()
      .int()
      .min(1)
      .max(256)
      .default(24)
      .describe('connections to the API server, watches apart'),
    LEASE_DURATION_MS: milliseconds(15_000, 100).describe('how long a lease counts after its last renewal'),
    RENEW_DEADLINE_MS: milliseconds(10_000, 50).describe(
      'without a renewal for that long, a leader stops writing',
    ),
    RETRY_PERIOD_MS: milliseconds(2_000, 10).describe('time between tries to get or renew the lease'),
    REAPPLY_INTERVAL_MS: milliseconds(8 * 3_600_000, 1_000).describe(
      'every tenant is written again once in this time, spread evenly',
    ),
    TOMBSTONE_RETENTION_MS: milliseconds(30 * DAY, 0).describe(
      'how long a deleted tenant’s namespace and data are kept',
    ),
    DIAGNOSE_AFTER_MS: milliseconds(15_000, 100).describe(
      'how long pods may take to come up before their state is looked into',
    ),
    WATCH_STALL_MS: milliseconds(90_000, 100).describe('silence after which a watch counts as dead'),
    REQUEST_TIMEOUT_MS: milliseconds(30_000, 100).describe('time-out of one request'),
  })
  .refine(c => c.RENEW_DEADLINE_MS < c.LEASE_DURATION_MS, {
    path: ['RENEW_DEADLINE_MS'],
    message: 'must be less than LEASE_DURATION_MS, or two could lead',
  })
  .refine(c => c.RETRY_PERIOD_MS < c.RENEW_DEADLINE_MS, {
    path: ['RETRY_PERIOD_MS'],
    message: 'must be less than RENEW_DEADLINE_MS, or one missed renewal loses the lease',
  });

export type OperatorConfig = z.output<typeof configSchema>;

export const CONFIG_PREFIX = 'TENANTRY_';
/** Variables that are flags too, by flag. */
export const CONFIG_FLAGS = {
  kubeconfig: 'KUBECONFIG',
  context: 'CONTEXT',
  identity: 'IDENTITY',
  namespace: 'NAMESPACE',
  'probe-address': 'PROBE_ADDRESS',
  'log-level': 'LOG_LEVEL',
  concurrency: 'CONCURRENCY',
} as const;

const flagLines = Object.entries(CONFIG_FLAGS).map(
  ([flag, key]) => `  --${flag} <value>`.padEnd(28) + (configSchema.shape[key].meta()?.description ?? ''),
);
export const USAGE = [
  'node operator/src/main.ts [flags]',
  '',
  ...flagLines,
  '',
  `Everything else is set by variables ${CONFIG_PREFIX}<NAME>: docs/reference/operator.md lists them.`,
].join('\n');

/** All that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Parses flags and environment wholly, at the door; throws a ConfigError that lists every fault. */
export function parseConfig(argv: readonly string[], env: NodeJS.ProcessEnv): OperatorConfig {
  const given: Record<string, string> = {};
  for (const key of Object.keys(configSchema.shape)) {
    const value = env[CONFIG_PREFIX + key];
    if (value !== undefined && value !== '') given[key] = value;
  }
  for (const [flag, value] of Object.entries(parseFlags(argv))) given[flag] = value;
  const parsed = configSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(
    issue => `  ${CONFIG_PREFIX}${issue.path.join('.')}: ${issue.message}`,
  );
  throw new ConfigError(
    `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.join('\n')}`,
  );
}

function parseFlags(argv: readonly string[]): Record<string, string> {
  const options = Object.fromEntries(
    Object.keys(CONFIG_FLAGS).map(flag => [flag, { type: 'string' as const }]),
  );
  try {
    const { values } = parseArgs({ args: [...argv], options, strict: true, allowPositionals: false });
    return Object.fromEntries(
      Object.entries(CONFIG_FLAGS).flatMap(([flag, key]) => {
        const value = values[flag];
        return typeof value === 'string' ? [[key, value]] : [];
      }),
    );
  } catch (error) {
    throw new ConfigError(error instanceof Error ? error.message : String(error));
  }
}
