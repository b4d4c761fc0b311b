import { z } from 'zod';

/**
 * What one tier of the Compose installation consists of, and asks of the machine: compose/tiers/<tier>.yaml. It is
 * compiled to a flat file that the installer reads, and held against the Compose files by a test. A variable of `.env`
 * is named in one place alone: as that of an image, of a port, of a feature, or of its own.
 */

const name = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'lower case, digits and hyphens');
const variableName = z.string().regex(/^TENANTRY_[A-Z0-9]+(_[A-Z0-9]+)*$/, 'a variable TENANTRY_<NAME>');
/** A line of the flat file is split at tabs. */
const text = z
  .string()
  .min(1)
  .regex(/^[^\t\r\n]+$/, 'one line without tabs');
const value = z.string().regex(/^[^\t\r\n]*$/, 'one line without tabs');
const version = z.string().regex(/^\d+\.\d+\.\d+$/, 'major.minor.patch');
/** Never absolute and never out of the folder: the installer makes, copies and removes what is named here. */
const relativePath = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/, 'a relative path without ".."');

export const TIERS = ['community', 'pro', 'enterprise'] as const;

/**
 * hex, base64: so many random bytes. url: the template with other secrets put in. api-key: one of the control plane's.
 * ed25519: a private key, PEM. tls-key and tls-certificate: brought along, else self-signed. given: only brought along.
 * retired-keys: empty at first; a rotation of <name>-key keeps the former one in <name>-old-keys.
 */
const SECRET_FORMATS = [
  'hex',
  'base64',
  'url',
  'api-key',
  'ed25519',
  'tls-key',
  'tls-certificate',
  'given',
  'retired-keys',
] as const;

const secretSchema = z
  .strictObject({
    name,
    purpose: text,
    /** The services that are given the file. */
    consumer: z.array(name).min(1),
    bytes: z.int().min(0).max(1024),
    format: z.enum(SECRET_FORMATS),
    template: text.optional(),
    /** Who may know it and renews it, for people. */
    owner: text,
  })
  .refine(({ format, bytes }) => !['hex', 'base64'].includes(format) || bytes >= 16, {
    path: ['bytes'],
    message: 'fewer than 16 random bytes can be guessed',
  })
  .refine(({ format, template }) => (format === 'url') === (template !== undefined), {
    path: ['template'],
    message: 'is what format url, and no other, is made from',
  });

const variableSchema = z
  .strictObject({
    name: variableName,
    purpose: text,
    default: value.optional(),
    required: z.boolean(),
    /** A secret is a file, never a variable. */
    secret: z.literal(false),
    services: z.array(name).min(1),
  })
  .refine(({ required, default: fallback }) => required || fallback !== undefined, {
    path: ['default'],
    message: 'what is not required has a default',
  });

const changeSchema = z.strictObject({
  version,
  renamed: z.array(z.strictObject({ from: variableName, to: variableName })),
  added: z.array(z.strictObject({ name: variableName, default: value })),
  removed: z.array(variableName),
  /** What somebody has to agree to before an upgrade goes on. */
  breaking: z.array(text).default([]),
});

export const tierManifestSchema = z
  .strictObject({
    tier: z.enum(TIERS),
    summary: text,
    /** Below compose/, in the order in which they are given to Compose. */
    composeFiles: z.array(relativePath).min(1),
    profiles: z.array(z.strictObject({ name, summary: text })),
    services: z
      .array(
        z.strictObject({
          name,
          /** The variable with its image. */
          image: variableName,
          role: text,
          oneShot: z.boolean(),
          profile: name.optional(),
          replicas: z.int().min(1).default(1),
        }),
      )
      .min(1),
    /** `{version}` in a reference is the version of the product. */
    images: z.array(z.strictObject({ name: text, variable: variableName, reference: text })).min(1),
    secrets: z.array(secretSchema),
    variables: z.array(variableSchema),
    /** Below TENANTRY_DATA_DIR, owned by TENANTRY_UID and TENANTRY_GID. */
    directories: z.array(
      z.strictObject({ path: relativePath, purpose: text, mode: z.string().regex(/^0[0-7]{3}$/) }),
    ),
    ports: z.array(
      z.strictObject({
        variable: variableName,
        default: z.int().min(1).max(65_535),
        /** An address, or the variable that holds it. */
        bind: z.union([z.literal('127.0.0.1'), variableName]),
        service: name,
      }),
    ),
    limits: z.array(
      z.strictObject({
        service: name,
        cpus: z.number().positive(),
        memoryMiB: z.int().positive(),
        pids: z.int().positive(),
      }),
    ),
    featureFlags: z.array(z.strictObject({ name, variable: variableName, value })),
    minimum: z.strictObject({
      cpus: z.int().positive(),
      memoryMiB: z.int().positive(),
      diskMiB: z.int().positive(),
    }),
    /** Hosts that something calls without having been told to. Empty: none. */
    outgoing: z.array(text),
    upgrade: z.strictObject({ from: z.array(version) }),
    changes: z.array(changeSchema),
  })
  .superRefine((manifest, context) => {
    for (const fault of disagreements(manifest)) context.addIssue({ code: 'custom', message: fault });
  });
export type TierManifest = z.output<typeof tierManifestSchema>;

type Parts = Pick<
  TierManifest,
  | 'services'
  | 'images'
  | 'secrets'
  | 'variables'
  | 'ports'
  | 'limits'
  | 'featureFlags'
  | 'profiles'
  | 'minimum'
>;

/** What no part of a manifest can see by itself. */
function disagreements(manifest: Parts): string[] {
  const services = manifest.services.map(service => service.name);
  const images = manifest.images.map(image => image.variable);
  const profiles = manifest.profiles.map(profile => profile.name);
  const limited = manifest.limits.map(limit => limit.service);
  const secrets = manifest.secrets.map(secret => secret.name);
  const variables = [
    ...images,
    ...manifest.variables.map(variable => variable.name),
    ...manifest.ports.map(port => port.variable),
    ...manifest.featureFlags.map(flag => flag.variable),
  ];
  const named = [
    ...manifest.secrets.flatMap(secret => secret.consumer),
    ...manifest.variables.flatMap(variable => variable.services),
    ...manifest.ports.map(port => port.service),
    ...limited,
  ];
  const memory = manifest.services
    .filter(({ profile, oneShot }) => profile === undefined && !oneShot)
    .reduce(
      (sum, { name: service, replicas }) =>
        sum + replicas * (manifest.limits.find(limit => limit.service === service)?.memoryMiB ?? 0),
      0,
    );
  return [
    ...twice(services).map(service => `service ${service} is there twice`),
    ...twice(secrets).map(secret => `secret ${secret} is there twice`),
    ...twice(variables).map(variable => `variable ${variable} is there twice`),
    ...without([...new Set(named)], services).map(service => `service ${service} is named and is not there`),
    ...without(services, limited).map(service => `service ${service} has no limits`),
    ...without(
      manifest.services.map(service => service.image),
      images,
    ).map(image => `image ${image} is named and is not there`),
    ...without(
      manifest.services.flatMap(service => service.profile ?? []),
      profiles,
    ).map(profile => `profile ${profile} is named and is not there`),
    ...without(
      manifest.secrets.flatMap(secret => [...placeholders(secret.template ?? '')]),
      secrets,
    ).map(secret => `secret ${secret} is named in a template and is not there`),
    ...(memory > manifest.minimum.memoryMiB
      ? [`the services may take ${memory} MiB, more than the minimum of ${manifest.minimum.memoryMiB}`]
      : []),
  ];
}

function placeholders(template: string): string[] {
  return [...template.matchAll(/\{([^}]*)\}/g)].map(match => match[1] ?? '');
}

function twice(names: readonly string[]): string[] {
  return [...new Set(names.filter((item, index) => names.indexOf(item) !== index))];
}

function without(names: readonly string[], known: readonly string[]): string[] {
  return names.filter(item => !known.includes(item));
}
