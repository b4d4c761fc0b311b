import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The pod of the control plane, and what is put into it from elsewhere. */
const TEMPLATES = ['control-plane.yaml', '_helpers.tpl'];
/** `- name: TENANTRY_X`, and its value on the line below. */
const VARIABLE = /- name: TENANTRY_([A-Z0-9_]+)\n\s+value: (.+)/g;
/** A key of the chart's own Secret, or of the one that a value names. */
const KEY_OF_SECRET = /"([A-Z0-9_]+)" \(dict "name" \$own "key" "([a-z-]+)"\)/g;
const SECRET_BY_VALUE = /set \$files "([A-Z0-9_]+)" \.Values\.([\w.]+)/g;
/** What `controlPlane.config` has unless somebody gave another. */
const OWN_DEFAULT = /set \$config "([A-Z0-9_]+)" (.+?) ?-?\}\}/g;

/**
 * Where the chart sets a variable of the control plane, as Markdown by its name without TENANTRY_; for those that it does
 * not leave wholly to `controlPlane.config` and `controlPlane.secretConfig`.
 */
export async function chartPlaces(root: string): Promise<ReadonlyMap<string, string>> {
  const files = TEMPLATES.map(file => readFile(join(root, 'charts/tenantry/templates', file), 'utf8'));
  const text = (await Promise.all(files)).join('\n');
  return new Map([
    ...found(text, VARIABLE, value => {
      const [, path] = /\$values\.(\w+)/.exec(value) ?? [];
      return path === undefined ? `fixed \`${value.replaceAll('"', '')}\`` : `\`controlPlane.${path}\``;
    }),
    ...found(text, KEY_OF_SECRET, key => `key \`${key}\` of \`controlPlane.existingSecret\`, or made`),
    ...found(text, SECRET_BY_VALUE, path => `\`${path}\``),
    ...found(text, OWN_DEFAULT, value => {
      const [, path] = /\$values\.(\w+)/.exec(value) ?? [];
      return path === undefined
        ? `\`config\`, as shipped \`${value}\``
        : `\`config\`, else by \`controlPlane.${path}\``;
    }),
  ]);
}

function found(text: string, pattern: RegExp, placeOf: (value: string) => string): [string, string][] {
  return [...text.matchAll(pattern)].map(([, name = '', value = '']) => [name, placeOf(value)]);
}
