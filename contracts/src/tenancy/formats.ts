import { z } from 'zod';
import { crd, type SchemaMeta } from '../kubernetes/schema-building.ts';

/** DNS label (RFC 1123): what Kubernetes calls most names. */
export const dnsLabelPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomainPattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const portNamePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

/** Longest name of a Tenant: `t-<name>` and labels that hold it stay within 63 characters. */
export const TENANT_NAME_MAX = 48;
/** Longest name of a component: names derived from it stay within 63 characters. */
export const COMPONENT_NAME_MAX = 40;

export function dnsLabel(description: string, max = 63, extra: Omit<SchemaMeta, 'description'> = {}) {
  return z
    .string()
    .min(1)
    .max(max)
    .regex(dnsLabelPattern, 'a DNS label: lower-case letters, digits and hyphens, no hyphen at the ends')
    .meta(crd({ description, ...extra }));
}

export function dnsSubdomain(description: string) {
  return z
    .string()
    .min(1)
    .max(253)
    .regex(
      dnsSubdomainPattern,
      'a DNS name: labels of lower-case letters, digits and hyphens, joined by dots',
    )
    .meta(crd({ description }));
}

export function portName(description: string) {
  return z
    .string()
    .min(1)
    .max(15)
    .regex(portNamePattern, 'at most 15 lower-case letters, digits, hyphens')
    .meta(crd({ description }));
}

export function portNumber(description: string) {
  return z
    .int()
    .min(1)
    .max(65535)
    .meta(crd({ description, format: 'int32' }));
}

export function int32(description: string, range: { readonly min: number; readonly max: number }) {
  return z
    .int()
    .min(range.min)
    .max(range.max)
    .meta(crd({ description, format: 'int32' }));
}

/** Free text of at most `max` characters (code points, by zod and by the API server alike). */
export function text(description: string, max: number, extra: Omit<SchemaMeta, 'description'> = {}) {
  return z
    .string()
    .max(max)
    .meta(crd({ description, ...extra }));
}

/** RFC 3339 with an offset. */
export const dateTimePattern =
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?(Z|[-+]([01][0-9]|2[0-3]):[0-5][0-9])$/;

/** RFC 3339 with an offset. That the day exists is checked by the API server, by the format `date-time`. */
export function dateTime(description: string) {
  return z
    .string()
    .max(40)
    .regex(dateTimePattern, 'a time such as 2027-01-31T12:00:00Z')
    .meta(crd({ description, format: 'date-time' }));
}

/** Key of a feature flag. Underscores are left out so that `FLAG_<NAME>` never names two flags. */
export const flagNameForm = {
  pattern: /^[a-z][-a-z0-9]{0,62}$/,
  message: 'a feature flag is named by lower-case letters, digits and hyphens, beginning with a letter',
};

/** Key of a setting: an environment variable. FLAG_ is kept for the flags. */
export const settingNameForm = {
  pattern: /^[A-Z_][A-Z0-9_]{0,127}$/,
  message: 'a setting is named like an environment variable: capital letters, digits and underscores',
};

/** Key of a quota: a resource name as ResourceQuota takes it, for instance requests.cpu or count/jobs.batch. */
export const quotaKeyForm = {
  pattern: /^[a-z0-9]([-a-z0-9./]{0,126}[a-z0-9])?$/,
  message: 'a quota key is a resource name such as requests.cpu, pods or count/jobs.batch',
};

/** Key of a component override. */
export const componentNameForm = {
  pattern: /^[a-z0-9]([-a-z0-9]{0,38}[a-z0-9])?$/,
  message: `a component is named by a DNS label of at most ${COMPONENT_NAME_MAX} characters`,
};
