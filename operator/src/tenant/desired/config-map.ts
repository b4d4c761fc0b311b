import { createHash } from 'node:crypto';
import { OBJECT_NAME } from '@tenantry/contracts/tenancy/names';
import { CONFIG_MAP } from '../kinds.ts';
import type { EffectiveSpec } from '../resolve.ts';
import { type Desired, managed } from './meta.ts';

/** The tier's settings and the feature flags, as environment variables for every component. */
export function configMap(effective: EffectiveSpec): Desired {
  return managed(effective, CONFIG_MAP, OBJECT_NAME.settings, { data: settingsOf(effective) });
}

function settingsOf(effective: EffectiveSpec): Record<string, string> {
  const flags = Object.entries(effective.featureFlags).map(([name, on]) => [flagVariable(name), String(on)]);
  return { ...effective.settings, ...Object.fromEntries(flags) };
}

/** Changes when the settings do; annotated on pod templates, since pods read a ConfigMap only as they start. */
export function settingsHash(effective: EffectiveSpec): string {
  const sorted = Object.entries(settingsOf(effective)).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}

/** `new-editor` → `FLAG_NEW_EDITOR`. One to one, since names of flags have no underscores and no capitals. */
function flagVariable(name: string): string {
  return `FLAG_${name.replaceAll('-', '_').toUpperCase()}`;
}
