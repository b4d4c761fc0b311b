import type { z } from 'zod';
import { configSchema as controlPlaneSchema, isSecretEntry } from '../../control-plane/src/config.ts';
import { configSchema as operatorSchema } from '../../operator/src/config.ts';

/** The variables of both programs, as their own configuration names them: what values of the chart may set. */

/** What the chart sets by itself, by values of its own or by the form of the pods. */
export const OPERATOR_SET = ['IDENTITY', 'NAMESPACE', 'PROBE_ADDRESS', 'KUBECONFIG', 'CONTEXT'];
export const CONTROL_PLANE_SET = ['LISTEN_ADDRESS', 'CONSOLE_DIR', 'DOCS_DIR', 'DATA_DIR', 'CLUSTERS'];
/** Secrets with values of their own: `existingSecret` and `store.mongodb.urlSecret`. */
export const CONTROL_PLANE_SET_SECRETS = ['BOOTSTRAP_KEY', 'SEALING_KEY', 'WEBHOOK_KEY', 'STORE_URL'];

export interface Variables {
  /** Description by name. */
  readonly open: ReadonlyMap<string, string>;
  readonly secret: ReadonlyMap<string, string>;
}

function variablesOf(shape: Readonly<Record<string, z.ZodType>>): Variables {
  const open = new Map<string, string>();
  const secret = new Map<string, string>();
  for (const [name, entry] of Object.entries(shape)) {
    (isSecretEntry(entry) ? secret : open).set(name, entry.meta()?.description ?? '');
  }
  return { open, secret };
}

export const OPERATOR_VARIABLES = variablesOf(operatorSchema.shape);
export const CONTROL_PLANE_VARIABLES = variablesOf(controlPlaneSchema.shape);
