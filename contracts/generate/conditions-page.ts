import { CONDITIONS, type ConditionType, REASONS, type ReasonText } from '../src/tenancy/conditions.ts';
import { asText, madeBy, table } from './markdown.ts';

/** docs/reference/conditions.md: every condition type and every reason, with what to do. */
export function conditionsPage(command: string): string {
  const types: [string, ConditionType][] = Object.entries(CONDITIONS);
  const reasons: [string, ReasonText][] = Object.entries(REASONS);
  return [
    madeBy('contracts/src/tenancy/conditions.ts', command),
    '# Conditions of a Tenant',
    '',
    'Conditions follow the Kubernetes convention: `status` is `True`, `False` or `Unknown`, `reason` is a stable code, `message` says what happened and what to do, `observedGeneration` says which spec is meant.',
    '',
    '## Types',
    '',
    ...table(
      ['type', 'True says', 'good when', 'present'],
      types.map(([name, { meaning, polarity, present }]) => [
        `\`${name}\``,
        meaning,
        polarity === 'normal' ? 'True' : 'False or absent',
        present,
      ]),
    ),
    '',
    '## Reasons',
    '',
    'The same codes stand on Events. They are never renamed.',
    '',
    ...table(
      ['reason', 'on', 'meaning', 'what to do'],
      reasons
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, { conditions, meaning, action }]) => [
          `\`${name}\``,
          conditions.join(', ') || 'Events only',
          asText(meaning),
          asText(action),
        ]),
    ),
    '',
  ].join('\n');
}
