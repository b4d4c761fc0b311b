import { CONDITIONS, type ConditionType, REASONS, type ReasonText } from '../src/tenancy/conditions.ts';

/** docs/reference/conditions.md: every condition type and every reason, with what to do. */
export function conditionsPage(command: string): string {
  const types: [string, ConditionType][] = Object.entries(CONDITIONS);
  const reasons: [string, ReasonText][] = Object.entries(REASONS);
  return [
    `<!-- Generated from contracts/src/tenancy/conditions.ts by \`${command}\`. Do not edit. -->`,
    '# Conditions of a Tenant',
    '',
    'Conditions follow the Kubernetes convention: `status` is `True`, `False` or `Unknown`, `reason` is a stable code, `message` says what happened and what to do, `observedGeneration` says which spec is meant.',
    '',
    '## Types',
    '',
    '| type | True says | good when | present |',
    '|---|---|---|---|',
    ...types.map(
      ([name, type]) =>
        `| \`${name}\` | ${type.meaning} | ${type.polarity === 'normal' ? 'True' : 'False or absent'} | ${type.present} |`,
    ),
    '',
    '## Reasons',
    '',
    'The same codes stand on Events. They are never renamed.',
    '',
    '| reason | on | meaning | what to do |',
    '|---|---|---|---|',
    ...reasons
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([name, text]) =>
          `| \`${name}\` | ${text.conditions.join(', ') || 'Events only'} | ${cell(text.meaning)} | ${cell(text.action)} |`,
      ),
    '',
  ].join('\n');
}

/** Placeholders such as ${tenant.name} and <UID> would be read as markup. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}
