import { glob, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TENANTS, TIERS } from '../../../control-plane/src/cluster/tenant-resource.ts';
import { EVENT } from '../../../operator/src/runtime/events/event-recorder.ts';
import { LEASE } from '../../../operator/src/runtime/lease/lease-record.ts';
import * as kinds from '../../../operator/src/tenant/kinds.ts';
import { ROOT } from '../../root.ts';
import { controlPlaneNeeds } from './control-plane-needs.ts';
import { type RoleNeeds, rulesOf } from './need.ts';
import { operatorNeeds } from './operator-needs.ts';

/** What a call of the client asks the API server for. */
const VERBS: Readonly<Record<string, readonly string[]>> = {
  get: ['get'],
  page: ['list'],
  list: ['list'],
  listAs: ['list'],
  watch: ['watch'],
  create: ['create'],
  apply: ['patch'],
  mergePatch: ['patch'],
  delete: ['delete'],
  deleteCollection: ['deletecollection'],
};
const TYPES: Readonly<Record<string, unknown>> = { ...kinds, EVENT, LEASE, TENANTS, TIERS };

/** `get namespaces`: every call in the sources that names a type, by itself and as RBAC says it. */
async function asked(folder: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for await (const file of glob(`${folder}/**/*.ts`, { cwd: ROOT })) {
    if (/\.test(-support)?\.ts$/.test(file)) continue;
    const text = await readFile(join(ROOT, file), 'utf8');
    for (const [call, method = '', name = ''] of text.matchAll(/[cC]lient\s*\.(\w+)\(\s*([A-Z][A-Z_]+)\b/g)) {
      for (const verb of VERBS[method] ?? [])
        found.set(`${verb} ${Object(TYPES[name]).plural}`, `${file}: ${call}`);
    }
  }
  return found;
}

const declared = (roles: readonly RoleNeeds[]) =>
  new Set(
    roles
      .flatMap(({ needs }) => needs.flatMap(rulesOf))
      .flatMap(({ resources, verbs }) =>
        resources.flatMap(resource => verbs.map(verb => `${verb} ${resource.split('/')[0]}`)),
      ),
  );

test.each([
  ['operator/src', operatorNeeds(), 12],
  ['control-plane/src/cluster', [controlPlaneNeeds()], 3],
] as const)('what %s asks an API server for by name is declared', async (folder, roles, least) => {
  const calls = await asked(folder);
  expect(calls.size).toBeGreaterThanOrEqual(least);
  const known = declared(roles);
  expect([...calls].filter(([right]) => !known.has(right))).toEqual([]);
});

test('no rule is declared twice', () => {
  for (const { name, needs } of [...operatorNeeds(), controlPlaneNeeds()]) {
    const all = needs
      .flatMap(rulesOf)
      .flatMap(({ apiGroups, resources, resourceNames = [''], verbs }) =>
        resources.flatMap(resource =>
          verbs.map(verb => [...apiGroups, resource, ...resourceNames, verb].join(' ')),
        ),
      );
    expect(all, name).toEqual([...new Set(all)]);
  }
});
