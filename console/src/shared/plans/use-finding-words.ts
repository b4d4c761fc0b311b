import type { components } from '@tenantry/contracts/client/schema.generated';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../format/use-format.ts';

type Finding = components['schemas']['PlanChangeFinding'];

/**
 * What somebody should know before a change of plan, in the language of the page. What the operator or a cluster says in words of
 * its own stays in them, and so does a finding that this page knows no words for.
 */
export function useFindingWords(): (finding: Finding) => string {
  const { t } = useI18n();
  const { number } = useFormat();
  const figure = (text: string) => (/^\d+(\.\d+)?$/.test(text) ? number(text) : text);
  return ({ code, subject, params, message }) => {
    const named = Object.entries(params ?? {}).map(([name, value]) => [name, figure(value)] as const);
    const key = `words.finding.${code}`;
    const words = t(key, { subject, ...Object.fromEntries(named) });
    // Without its figures a sentence would have holes.
    return words === key || (params === undefined && FIGURED.has(code)) ? message : words;
  };
}

const FIGURED: ReadonlySet<Finding['code']> = new Set([
  'use_beyond_limit',
  'use_beyond_limit_later',
  'use_beyond_allowance',
  'add_on_lost',
  'price_agreement_lost',
  'quota_below_use',
  'field_owned_elsewhere',
] as const);
