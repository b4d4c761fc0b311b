import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { parse } from 'yaml';
import { z } from 'zod';
import { joined } from './markdown.ts';
import { productVersion, readManifests } from './read-manifests.ts';

/** Variables of the control plane, without `_FILE`, with the tiers (or the chart) that set them. */
export type SetVariables = ReadonlyMap<string, readonly { by: string; isRequired: boolean }[]>;

const CHART = 'charts/tenantry/templates';

const composeFileSchema = z.object({
  services: z.record(z.string(), z.object({ environment: z.record(z.string(), z.string()).default({}) })),
});

/** What the Compose files and the chart below `root` set of the control plane's configuration. */
export async function setVariables(root: string): Promise<SetVariables> {
  const found = new Map<string, { by: string; isRequired: boolean }[]>();
  const note = (name: string, by: string, isRequired: boolean) => {
    const known = found.get(name) ?? [];
    found.set(name, [...known.filter(other => other.by !== by), { by, isRequired }]);
  };
  for (const manifest of await readManifests(root)) {
    for (const [name, value] of await environmentOf(manifest, root)) {
      const isFile = name.endsWith('_FILE');
      note(name.replace(/_FILE$/, ''), manifest.tier, isFile || /^\$\{\w+:\?/.test(value));
    }
  }
  for (const name of await namesInChart(join(root, CHART))) note(name.replace(/_FILE$/, ''), 'chart', false);
  return found;
}

async function environmentOf(manifest: TierManifest, root: string): Promise<ReadonlyMap<string, string>> {
  const environment = new Map<string, string>();
  for (const file of manifest.composeFiles) {
    const text = await readFile(join(root, 'compose', file), 'utf8');
    const { services } = composeFileSchema.parse(parse(text, { merge: true, logLevel: 'error' }));
    for (const service of ['backup', 'control-plane'])
      for (const [name, value] of Object.entries(services[service]?.environment ?? {}))
        environment.set(name, value);
  }
  return environment;
}

async function namesInChart(folder: string): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const texts = files
    .filter(file => file.isFile())
    .map(file => readFile(join(file.parentPath, file.name), 'utf8'));
  const all = (await Promise.all(texts)).join('\n');
  return [...new Set([...all.matchAll(/\bname: (TENANTRY_[A-Z0-9_]+)/g)].map(([, name]) => name ?? ''))];
}

/** A row for each variable of `.env`, once for all tiers that have it alike. */
export async function installationRows(root: string): Promise<readonly (readonly string[])[]> {
  const version = await productVersion(root);
  const rows = new Map<string, { tiers: string[]; row: (tiers: string) => string[] }>();
  for (const manifest of await readManifests(root)) {
    for (const { name, cells } of variablesOf(manifest, version)) {
      const key = [name, ...Object.values(cells)].join('\t');
      const known = rows.get(key) ?? {
        tiers: [],
        row: tiers => [
          `\`${name}\``,
          cells.isRequired ? `**${tiers}**` : tiers,
          cells.fallback === '' ? '' : `\`${cells.fallback}\``,
          '',
          cells.consumer,
          'up',
          cells.purpose,
        ],
      };
      known.tiers.push(manifest.tier);
      rows.set(key, known);
    }
  }
  return [...rows.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, { tiers, row }]) => row(joined(tiers)));
}

function variablesOf(manifest: TierManifest, version: string) {
  const usersOf = (variable: string) =>
    joined(manifest.services.filter(({ image }) => image === variable).map(({ name }) => name));
  return [
    ...manifest.variables.map(variable => ({
      name: variable.name,
      cells: {
        fallback: variable.default ?? '',
        isRequired: variable.required,
        consumer: variable.services.length === manifest.services.length ? 'all' : joined(variable.services),
        purpose: variable.purpose,
      },
    })),
    ...manifest.images.map(({ name, variable, reference }) => ({
      name: variable,
      cells: {
        fallback: reference.replaceAll('{version}', version),
        isRequired: true,
        consumer: usersOf(variable),
        purpose: `image: ${name}`,
      },
    })),
    ...manifest.ports.map(port => ({
      name: port.variable,
      cells: {
        fallback: String(port.default),
        isRequired: true,
        consumer: port.service,
        purpose: `port on ${port.bind}`,
      },
    })),
    ...manifest.featureFlags.map(({ name, variable, value }) => ({
      name: variable,
      cells: {
        fallback: value,
        isRequired: false,
        consumer: 'control-plane',
        purpose: `feature flag: ${name}`,
      },
    })),
  ];
}
