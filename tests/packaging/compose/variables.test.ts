import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMPOSE_FOLDER } from '../../../scripts/packaging/render-compose.ts';
import { manifests } from './manifests.test-support.ts';
import { usesByService, variableUses } from './variable-uses.test-support.ts';

describe.each(manifests.map(manifest => [manifest.tier, manifest] as const))('%s', (_, manifest) => {
  const images = new Set(manifest.images.map(image => image.variable));
  const required = [
    ...images,
    ...manifest.ports.map(port => port.variable),
    ...manifest.variables.filter(variable => variable.required).map(variable => variable.name),
  ];
  const fallbacks = new Map([
    ...manifest.variables
      .filter(variable => !variable.required)
      .map(variable => [variable.name, variable.default] as const),
    // A feature that is on in this tier is off without its variable: what is the case is in `.env`.
    ...manifest.featureFlags.map(flag => [flag.variable, undefined] as const),
  ]);

  test('the Compose files take the variables of the manifest, and the manifest has every one of them', async () => {
    const used = [...(await usesByService(manifest, COMPOSE_FOLDER)).values()].flat();
    expect([...new Set(used.map(use => use.name))].sort()).toEqual([...required, ...fallbacks.keys()].sort());
  });

  test('what the manifest requires fails loudly, and what it does not has the manifest’s default', async () => {
    const used = [...(await usesByService(manifest, COMPOSE_FOLDER)).values()].flat();
    for (const { name, required: isRequired, fallback } of used) {
      // A variable that this tier requires may have a fallback in the file that every tier has.
      if (isRequired) expect(required, name).toContain(name);
      else if (!required.includes(name)) expect(fallbacks.get(name) ?? fallback, name).toBe(fallback);
    }
    for (const name of required)
      expect(
        used.some(use => use.name === name && use.required),
        `${name} is required`,
      ).toBe(true);
  });

  test('the manifest says of every variable which services it reaches', async () => {
    const uses = await usesByService(manifest, COMPOSE_FOLDER);
    for (const variable of manifest.variables) {
      const reached = [...uses].filter(([, list]) => list.some(use => use.name === variable.name));
      expect([...variable.services].sort(), variable.name).toEqual(reached.map(([name]) => name).sort());
    }
  });
});

test('no Compose file has a variable without saying what counts when it is missing', async () => {
  for (const file of new Set(manifests.flatMap(manifest => manifest.composeFiles)))
    expect(variableUses(await readFile(join(COMPOSE_FOLDER, file), 'utf8')).length, file).toBeGreaterThan(0);
});
