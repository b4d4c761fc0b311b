import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { parse } from 'yaml';
import { z } from 'zod';

/** A `${NAME:?}` or `${NAME:-fallback}` of a Compose file. */
export interface VariableUse {
  readonly name: string;
  readonly required: boolean;
  readonly fallback: string | undefined;
}

const part = z.record(z.string(), z.unknown()).default({});
const composeFileSchema = z.looseObject({
  name: z.string().optional(),
  services: part,
  networks: part,
  secrets: part,
  configs: part,
});

/** Every variable that the text of a Compose file puts in. Throws for one that is not of these two shapes. */
export function variableUses(text: string): readonly VariableUse[] {
  return [...text.matchAll(/(?<!\$)\$(\{[^}]*\}|\w+)/g)].map(([use]) => {
    const [, name, operator, fallback] = /^\$\{([A-Z][A-Z0-9_]*):([?-])([^}]*)\}$/.exec(use) ?? [];
    if (name === undefined) throw new Error(`${use} says neither that it is required nor what else counts`);
    return { name, required: operator === '?', fallback: operator === '?' ? undefined : (fallback ?? '') };
  });
}

/** The uses of a tier by the services that they reach: in a service itself, or in a network or a secret that it has. */
export async function usesByService(
  manifest: TierManifest,
  folder: string,
): Promise<ReadonlyMap<string, readonly VariableUse[]>> {
  const files = await Promise.all(
    manifest.composeFiles.map(async file =>
      composeFileSchema.parse(
        parse(await readFile(join(folder, file), 'utf8'), { merge: true, logLevel: 'error' }),
      ),
    ),
  );
  const uses = new Map<string, VariableUse[]>();
  for (const service of new Set(files.flatMap(file => Object.keys(file.services)))) {
    const own = files.map(file => file.services[service]).filter(text => text !== undefined);
    const reached = files.flatMap(file =>
      (['networks', 'secrets', 'configs'] as const).flatMap(kind =>
        Object.entries(file[kind])
          .filter(([name]) => own.some(text => namesOf(text, kind).includes(name)))
          .map(([, text]) => text),
      ),
    );
    const names = files.map(file => file.name);
    uses.set(
      service,
      [...own, ...reached, ...names].flatMap(text => variableUses(JSON.stringify(text) ?? '')),
    );
  }
  return uses;
}

const namedSchema = z.array(z.union([z.string(), z.object({ source: z.string() })])).catch([]);

function namesOf(service: unknown, kind: string): string[] {
  const named = z.record(z.string(), z.unknown()).catch({}).parse(service)[kind];
  return namedSchema.parse(named).map(item => (typeof item === 'string' ? item : item.source));
}
