import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { clustersSchema } from './cluster/connect-clusters.ts';
import { ACCESS_NEEDS, accessEntries } from './config/access.ts';
import { MAIL_NEEDS, mailEntries, PASSWORD_FAULT, passwordIsCovered } from './config/mail.ts';
import { misspeltVariables } from './config/misspelt.ts';
import { outgoingEntries } from './config/outgoing.ts';
import { PAYMENT_NEEDS, paymentEntries } from './config/payments.ts';
import { sealingEntries } from './config/sealing.ts';
import { transferEntries } from './config/transfer.ts';
import { RETENTION_FAULT, retentionHolds, usageEntries } from './config/usage.ts';
import { address, flag, httpUrl, json, milliseconds, secret, whenGood } from './config/values.ts';
import { webhookEntries } from './config/webhooks.ts';
import { Secret } from './secret.ts';
import { DEFAULT_SWEEP_MS } from './sweep-pace.ts';

/**
 * The control plane's configuration: one entry for each variable TENANTRY_<NAME>, in the sections that the reference
 * shows. To add one, put it into a section with `.meta({ description })`; a secret is made by `secret()`, and can then
 * be given as a file, too. Times are milliseconds. docs/reference/environment.md is generated from here.
 */

export const CONFIG_PREFIX = 'TENANTRY_';
/** Ends the name of a variable that holds the path of a file with a secret. */
export const FILE_SUFFIX = '_FILE';

const server = {
  LISTEN_ADDRESS: address.prefault('127.0.0.1:8080').meta({
    description:
      'where the API is served. The default is reached from this machine only; TLS is a proxy’s in front of it',
  }),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error'])
    .default('info')
    .meta({ description: 'least level that is logged; `debug` has a line for each request' }),
  CONSOLE_DIR: z.string().min(1).optional().meta({
    shownDefault: '`console/dist` of the workspace',
    description:
      'folder of the built console, which is served at `/`; without a build there that page says how to make one',
  }),
  DOCS_DIR: z.string().min(1).optional().meta({
    shownDefault: '`docs/.vitepress/dist` of the workspace',
    description:
      'folder of the built documentation, which is served at `/docs/`; without a build there that page says how to make one',
  }),
  SHUTDOWN_TIMEOUT_MS: milliseconds(25_000, 0).meta({
    description: 'how long requests that run may take to end once a stop was asked for',
  }),
  DRAIN_DELAY_MS: milliseconds(0, 0).meta({
    description:
      'how long to answer on after readiness is off, for load balancers that look now and then; 5000 suits Kubernetes',
  }),
  SWEEP_MS: milliseconds(DEFAULT_SWEEP_MS, 10_000).meta({
    description:
      'over how long looking through 10,000 tenants is spread, for each of health, alerts and enforcement. What happened is acted on at once in any case',
  }),
};

const store = {
  DATA_DIR: z.string().min(1).default('tenantry-data').meta({
    description:
      'folder of the SQLite file; made when it is missing. A relative one is below the working directory',
  }),
  STORE_URL: secret(/^(sqlite:.+|mongodb(\+srv)?:\/\/.+)$/, 'sqlite:<path>, mongodb://… or mongodb+srv://…')
    .optional()
    .meta({
      secret: true,
      shownDefault: '`sqlite:` and `tenantry.db` in the data folder',
      description: 'where everything is kept. One process owns a SQLite file; replicas share a MongoDB',
    }),
};

const clusters = {
  CLUSTERS: json(
    clustersSchema,
    '[{"name": "default", "region": "eu", "kubeconfig": "/etc/tenantry/kubeconfig"}]',
  )
    .optional()
    .meta({
      shownDefault: '`default`, recorded only',
      description:
        'where tenants live, as JSON: a list of `{"name", "region"}` with `"inCluster": true` for the service account of the pod, or `"kubeconfig"` and `"context"`. Tenants of a cluster with none of these are recorded, and run nowhere. Those that name no cluster go to the first',
    }),
};

const telemetry = {
  OTLP_ENDPOINT: httpUrl.optional().meta({
    description:
      'OpenTelemetry receiver, OTLP over HTTP, without `/v1/traces` and the like. Without it nothing is sent, and nothing of OpenTelemetry is loaded',
  }),
  OTLP_HEADERS: secret(/^[\w-]+=[^,=]+(,[\w-]+=[^,=]+)*$/, 'name=value,name=value')
    .optional()
    .meta({ secret: true, description: 'headers for the receiver: `name=value,name=value`' }),
  OTLP_METRICS_INTERVAL_MS: milliseconds(60_000, 100).meta({
    description: 'time between two exports of the billing instruments',
  }),
  OTLP_TRACE_RATIO: z.coerce.number().min(0).max(1).default(1).meta({
    description: 'share of traces that begin here and are kept; what a caller decided counts first',
  }),
  OTLP_TENANT_IDS: flag.prefault('false').meta({
    description:
      'adds `tenantry.tenant.id` to every measurement: for installations with fewer than 2,000 tenants',
  }),
};

export const CONFIG_SECTIONS = [
  { title: 'Server', consumer: 'the API and the console', entries: server },
  { title: 'Store', consumer: 'everything', entries: store },
  { title: 'Access', consumer: 'the API and the console', entries: accessEntries },
  { title: 'Usage', consumer: 'usage and billing', entries: usageEntries },
  { title: 'Sealing', consumer: 'usage and audit', entries: sealingEntries },
  { title: 'Export and import', consumer: '`tenantry export` and `import`', entries: transferEntries },
  { title: 'Outgoing connections', consumer: 'webhooks, mail, sign-in', entries: outgoingEntries },
  { title: 'Payments', consumer: 'billing', entries: paymentEntries },
  { title: 'E-mail', consumer: 'customer success: alerts and reminders', entries: mailEntries },
  { title: 'Webhooks', consumer: 'webhooks', entries: webhookEntries },
  { title: 'Clusters', consumer: 'tenants', entries: clusters },
  { title: 'Telemetry', consumer: 'telemetry', entries: telemetry },
] as const satisfies readonly {
  title: string;
  /** What of the control plane reads them, for people. */
  consumer: string;
  entries: Readonly<Record<string, z.ZodType>>;
}[];

/** Which entries mean nothing without which others. */
const NEEDS: readonly (readonly [first: string, second: string])[] = [
  ['OTLP_HEADERS', 'OTLP_ENDPOINT'],
  ['WEBHOOK_OLD_KEYS', 'WEBHOOK_KEY'],
  ...ACCESS_NEEDS,
  ...PAYMENT_NEEDS,
  ...MAIL_NEEDS,
];

export const configSchema = NEEDS.reduce(
  (schema, [first, second]) =>
    schema.refine(
      config => Reflect.get(config, first) === undefined || Reflect.get(config, second) !== undefined,
      {
        path: [first],
        message: `means nothing without ${CONFIG_PREFIX}${second}`,
        when: whenGood(first, second),
      },
    ),
  z.object({
    ...server,
    ...store,
    ...accessEntries,
    ...usageEntries,
    ...sealingEntries,
    ...transferEntries,
    ...outgoingEntries,
    ...paymentEntries,
    ...mailEntries,
    ...webhookEntries,
    ...clusters,
    ...telemetry,
  }),
)
  .refine(retentionHolds, {
    path: ['USAGE_RETENTION_DAYS'],
    message: RETENTION_FAULT,
    when: whenGood('USAGE_RETENTION_DAYS', 'USAGE_BACKFILL_WINDOW_MS', 'USAGE_GRACE_MS'),
  })
  .refine(passwordIsCovered, PASSWORD_FAULT);
export type ControlPlaneConfig = z.output<typeof configSchema>;

/** All that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export function isSecretEntry(entry: z.ZodType): boolean {
  return entry.meta()?.['secret'] === true;
}

/**
 * Parses the environment wholly, at the door. An empty variable counts as not set.
 * @throws ConfigError that lists every fault, and shows no value
 */
export function parseConfig(env: NodeJS.ProcessEnv): ControlPlaneConfig {
  const { given, faults } = gather(env);
  const parsed = configSchema.safeParse(given);
  const unreadable = new Set(faults.map(({ name }) => name));
  for (const { path, message } of parsed.error?.issues ?? []) {
    const name = path.join('.');
    if (!unreadable.has(name)) faults.push({ name, message });
  }
  if (faults.length === 0 && parsed.data !== undefined) return parsed.data;
  const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
  const lines = faults.map(({ name, message }) => `  ${CONFIG_PREFIX}${name}: ${message}`);
  throw new ConfigError(`The configuration has ${count}:\n${lines.join('\n')}`);
}

/** Variables of the environment that nothing reads and that look like one of ours, with that one. */
export function misspeltIn(env: NodeJS.ProcessEnv): ReturnType<typeof misspeltVariables> {
  const known = Object.keys(configSchema.shape).flatMap(name => [
    CONFIG_PREFIX + name,
    CONFIG_PREFIX + name + FILE_SUFFIX,
  ]);
  return misspeltVariables(Object.keys(env), known, CONFIG_PREFIX);
}

/** What the environment and the files it names say, as text; and which of it cannot be read. */
function gather(env: NodeJS.ProcessEnv) {
  const given: Record<string, string> = {};
  const faults: { name: string; message: string }[] = [];
  for (const [name, entry] of Object.entries<z.ZodType>(configSchema.shape)) {
    const value = env[CONFIG_PREFIX + name] ?? '';
    const file = env[CONFIG_PREFIX + name + FILE_SUFFIX] ?? '';
    if (value !== '') given[name] = value;
    if (file === '') continue;
    if (!isSecretEntry(entry)) {
      faults.push({ name: name + FILE_SUFFIX, message: 'only secrets are read from files' });
    } else if (value !== '') {
      faults.push({ name, message: `is given twice: here and in ${CONFIG_PREFIX}${name}${FILE_SUFFIX}` });
    } else {
      try {
        // Editors and `kubectl create secret` end a file with a newline that is no part of the secret.
        given[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
        faults.push({ name, message: `the file ${file} cannot be read (${code})` });
      }
    }
  }
  return { given, faults };
}

/** Where the store is: what the configuration says, or a file in the data folder. */
export function storeUrlOf(config: ControlPlaneConfig): Secret {
  return config.STORE_URL ?? new Secret(`sqlite:${join(config.DATA_DIR, 'tenantry.db')}`);
}
