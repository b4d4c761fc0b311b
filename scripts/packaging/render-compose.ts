import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { z } from 'zod';
import { type Combination, composeArguments, manifestVariables } from './compose-files.ts';

export const COMPOSE_FOLDER = fileURLToPath(new URL('../../compose/', import.meta.url));

/** Values by which the rendered files show where a variable went. */
export const SAMPLE_VALUES: Readonly<Record<string, string>> = {
  TENANTRY_UID: '10001',
  TENANTRY_GID: '10002',
  TENANTRY_SECRETS_DIR: '/installation/secrets',
  TENANTRY_DATA_DIR: '/installation/data',
  TENANTRY_BACKUP_DIR: '/installation/backups',
  TENANTRY_BIND: '192.0.2.1',
  TENANTRY_PUBLIC_URL: 'https://tenantry.example.com',
  TENANTRY_OIDC_ISSUER: 'https://issuer.example.com',
  TENANTRY_OIDC_AUDIENCES: 'tenantry',
  TENANTRY_OIDC_CLIENT_ID: 'tenantry-console',
  TENANTRY_OIDC_ROLES: '{"tenantry-admins":["admin"]}',
};

const limitsSchema = z.object({
  cpus: z.coerce.number(),
  /** Bytes. */
  memory: z.coerce.number(),
  pids: z.number(),
});

const portSchema = z.object({
  host_ip: z.string().optional(),
  published: z.string().optional(),
  target: z.number(),
});

const mountSchema = z.object({
  type: z.string(),
  source: z.string().optional(),
  target: z.string(),
  read_only: z.boolean().optional(),
});

const fileSchema = z.object({ source: z.string(), target: z.string().optional() });

/** A service of `docker compose config --format json`: what is looked at, and the names of all the rest. */
const serviceSchema = z.looseObject({
  image: z.string(),
  user: z.string().optional(),
  read_only: z.boolean().optional(),
  privileged: z.boolean().optional(),
  cap_drop: z.array(z.string()).default([]),
  cap_add: z.array(z.string()).default([]),
  security_opt: z.array(z.string()).default([]),
  tmpfs: z.array(z.string()).default([]),
  restart: z.string().optional(),
  logging: z.object({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
  environment: z.record(z.string(), z.string().nullable()).default({}),
  secrets: z.array(fileSchema).default([]),
  configs: z.array(fileSchema).default([]),
  volumes: z.array(mountSchema).default([]),
  ports: z.array(portSchema).default([]),
  healthcheck: z.object({ test: z.array(z.string()), disable: z.boolean().optional() }).optional(),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  deploy: z
    .object({
      replicas: z.number().optional(),
      resources: z.object({ limits: limitsSchema.partial() }).optional(),
    })
    .optional(),
});
export type RenderedService = z.output<typeof serviceSchema>;

const projectSchema = z.object({
  name: z.string(),
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.object({ file: z.string() })).default({}),
  configs: z.record(z.string(), z.object({ file: z.string() })).default({}),
});
export type RenderedProject = z.output<typeof projectSchema>;

export interface RenderOptions {
  readonly compose: string;
  readonly version: string;
  /** In the place of those that the manifest has. Undefined takes one away. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/** What Compose makes of a combination. Rejects with what Compose says. */
export async function renderCompose(
  combination: Combination,
  options: RenderOptions,
): Promise<RenderedProject> {
  return projectOf(JSON.parse(await configOf(combination, options, '--format', 'json')));
}

/** What is looked at of a rendered project. */
export function projectOf(rendered: unknown): RenderedProject {
  return projectSchema.parse(rendered);
}

/** `docker compose config` of a combination, with more arguments of it. */
export async function configOf(
  combination: Combination,
  { compose, version, variables = {} }: RenderOptions,
  ...more: readonly string[]
): Promise<string> {
  const env = {
    ...Object.fromEntries(manifestVariables(combination.manifest, version)),
    ...SAMPLE_VALUES,
    ...variables,
  };
  const { stdout } = await execa({
    cwd: COMPOSE_FOLDER,
    env: { HOME: process.env['HOME'], PATH: process.env['PATH'], ...env },
    extendEnv: false,
  })`${compose} ${composeArguments(combination, COMPOSE_FOLDER)} config ${more}`;
  return stdout;
}
