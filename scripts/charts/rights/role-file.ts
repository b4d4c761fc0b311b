import { OPERATOR_NAMESPACE } from '../../../contracts/src/tenancy/names.ts';
import { type Need, type RoleNeeds, type Rule, rulesOf } from './need.ts';

const WIDTH = 120;

/** A manifest of a service account, its roles and their bindings, with the reason above every rule. */
export function roleFile(serviceAccount: string, roles: readonly RoleNeeds[], command: string): string {
  const documents = [
    accountOf(serviceAccount),
    ...roles.flatMap(role => [roleOf(role), bindingOf(role, serviceAccount)]),
  ];
  return `# Generated from scripts/charts/rights by \`${command}\`. Do not edit.\n${documents.join('---\n')}`;
}

function accountOf(name: string): string {
  return `apiVersion: v1
kind: ServiceAccount
metadata:
  name: ${name}
  namespace: ${OPERATOR_NAMESPACE}
  labels: { app.kubernetes.io/part-of: tenantry }
`;
}

function roleOf(role: RoleNeeds): string {
  return `${wrapped(role.comment, '')}apiVersion: rbac.authorization.k8s.io/v1
kind: ${role.kind}
${metadataOf(role)}rules:
${role.needs.map(rulesText).join('')}`;
}

function bindingOf(role: RoleNeeds, serviceAccount: string): string {
  return `apiVersion: rbac.authorization.k8s.io/v1
kind: ${role.kind}Binding
${metadataOf(role)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${role.kind}
  name: ${role.name}
subjects:
  - kind: ServiceAccount
    name: ${serviceAccount}
    namespace: ${OPERATOR_NAMESPACE}
`;
}

function metadataOf({ kind, name }: RoleNeeds): string {
  const namespace = kind === 'Role' ? `\n  namespace: ${OPERATOR_NAMESPACE}` : '';
  return `metadata:
  name: ${name}${namespace}
  labels: { app.kubernetes.io/part-of: tenantry }
`;
}

function rulesText(need: Need): string {
  return wrapped(need.why, '  ') + rulesOf(need).map(ruleText).join('');
}

function ruleText({ apiGroups, resources, resourceNames, verbs }: Rule): string {
  const lines = [
    `apiGroups: ${list(apiGroups)}`,
    `resources: ${list(resources)}`,
    ...(resourceNames ? [`resourceNames: ${list(resourceNames)}`] : []),
    `verbs: ${list(verbs)}`,
  ];
  return lines.map((line, at) => `${at === 0 ? '  - ' : '    '}${line}\n`).join('');
}

function list(words: readonly string[]): string {
  return `[${words.map(word => (word === '' ? '""' : word)).join(', ')}]`;
}

/** A comment, no line of it longer than others of the file. */
function wrapped(text: string, indent: string): string {
  const lines: string[] = [];
  let line = `${indent}#`;
  for (const word of text.split(' ')) {
    if (`${line} ${word}`.length > WIDTH) {
      lines.push(line);
      line = `${indent}#`;
    }
    line += ` ${word}`;
  }
  return `${[...lines, line].join('\n')}\n`;
}
