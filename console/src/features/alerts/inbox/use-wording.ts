import { useI18n } from 'vue-i18n';
import { useFormat } from '../../../shared/format/use-format.ts';
import type { Alert } from './alert.ts';

/** How an alert reads, in the language of the page. */
export function useWording() {
  const { t, te } = useI18n();
  const { number } = useFormat();
  const known = (key: string) => te(key) || te(key, 'en');

  /** "Allowance · ingestion" */
  const what = ({ rule, meter, subject }: Alert): string =>
    [t(`alerts.rule.${rule}`), meter ?? subject].filter(Boolean).join(' · ');

  /** "108.9 %" */
  function amount(value: number, unit: string): string {
    const key = `alerts.unit.${unit}`;
    if (unit === '%') return `${number(value)} %`;
    return known(key) ? t(key, { count: number(value) }, value) : `${number(value)} ${unit}`;
  }

  const whose = ({ tenantName, tenantId }: Alert): string =>
    tenantName ?? (tenantId === null ? t('alerts.installation') : tenantId);

  return { what, amount, whose };
}
