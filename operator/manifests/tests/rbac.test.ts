import { readdir, readFile } from 'node:fs/promises';
import {
  ANNOTATION,
  LABEL,
  OPERATOR_SERVICE_ACCOUNT,
  OPERATOR_USER,
  TENANT_OWNER_ROLE,
} from '@tenantry/contracts/tenancy/names';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';

const MANIFESTS = new URL('../', import.meta.url);
const ruleSchema = z.object({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  resourceNames: z.array(z.string()).optional(),
  verbs: z.array(z.string()),
});
const roleSchema = z.looseObject({
  kind: z.enum(['ClusterRole', 'Role']),
  metadata: z.looseObject({ name: z.string() }),
  rules: z.array(ruleSchema),
});
type Rule = z.infer<typeof ruleSchema>;

async function documents(folder: string): Promise<unknown[]> {
  const root = new URL(`${folder}/`, MANIFESTS);
  const files = (await readdir(root)).filter(name => name.endsWith('.yaml')).sort();
  const texts = await Promise.all(files.map(name => readFile(new URL(name, root), 'utf8')));
  return texts.flatMap(text => parseAllDocuments(text).map((document): unknown => document.toJS()));
}

async function rulesOf(role: string): Promise<readonly Rule[]> {
  const roles = (await documents('rbac')).map(document => roleSchema.safeParse(document).data);
  const rules = roles.flatMap(each => (each?.metadata.name === role ? each.rules : []));
  expect(rules).not.toEqual([]);
  return rules;
}

function verbsOn(rules: readonly Rule[], resource: string): string[] {
  return rules.filter(({ resources }) => resources.includes(resource)).flatMap(({ verbs }) => verbs);
}

const WRITES = [
  'create',
  'update',
  'patch',
  'delete',
  'deletecollection',
  'bind',
  'escalate',
  'impersonate',
  '*',
];
const writesOn = (rules: readonly Rule[], resource: string) =>
  verbsOn(rules, resource).filter(verb => WRITES.includes(verb));

test('no role of ours has a wildcard', async () => {
  const roles = (await documents('rbac')).map(document => roleSchema.safeParse(document).data);
  const rules = roles.flatMap(role => role?.rules ?? []);
  expect(rules.length).toBeGreaterThan(30);
  for (const { apiGroups, resources, verbs } of rules) {
    expect([...apiGroups, ...resources, ...verbs].join()).not.toContain('*');
  }
});

describe('the operator', () => {
  test("has no say over Secrets, roles or other namespaces' credentials", async () => {
    const rules = await rulesOf(OPERATOR_SERVICE_ACCOUNT);
    for (const resource of [
      'secrets',
      'roles',
      'clusterrolebindings',
      'serviceaccounts/token',
      'pods/exec',
      'nodes',
    ]) {
      expect(verbsOn(rules, resource), resource).toEqual([]);
    }
    expect(rules.filter(({ verbs }) => verbs.includes('bind'))).toEqual([
      expect.objectContaining({
        resources: ['clusterroles'],
        resourceNames: [TENANT_OWNER_ROLE],
        verbs: ['bind'],
      }),
    ]);
  });

  test('never deletes a volume or a Tenant, nor changes a Tier', async () => {
    const rules = await rulesOf(OPERATOR_SERVICE_ACCOUNT);
    expect(writesOn(rules, 'persistentvolumeclaims')).toEqual(['create', 'patch']);
    expect(writesOn(rules, 'tenants')).toEqual(['patch']);
    expect(writesOn(rules, 'tiers')).toEqual([]);
  });

  test('is by one name in the policies and in the code', async () => {
    const policies = JSON.stringify(await documents('policies'));
    expect(policies.match(/system:serviceaccount:[a-z:-]+/g)?.filter(name => name !== OPERATOR_USER)).toEqual(
      [],
    );
  });
});

test('policies speak of the labels and annotations that the code knows, and of no others', async () => {
  const known = new Set<string>([...Object.values(LABEL), ...Object.values(ANNOTATION)]);
  const named = JSON.stringify(await documents('policies')).match(/tenantry\.dev\/[a-z-]+/g) ?? [];
  expect(named.length).toBeGreaterThan(20);
  expect([...new Set(named)].filter(name => !known.has(name))).toEqual([]);
});

describe('the owner of a tenant', () => {
  test('changes neither what bounds the tenant nor who may do what', async () => {
    const rules = await rulesOf(TENANT_OWNER_ROLE);
    const bounds = [
      'networkpolicies',
      'resourcequotas',
      'limitranges',
      'roles',
      'rolebindings',
      'namespaces',
    ];
    for (const resource of [
      ...bounds,
      'endpoints',
      'endpointslices',
      'serviceaccounts',
      'serviceaccounts/token',
    ]) {
      expect(writesOn(rules, resource), resource).toEqual([]);
    }
  });
});
