import type { components } from '@tenantry/contracts/client/schema.generated';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../format/use-format.ts';

type Alert = Pick<
  components['schemas']['Alert'],
  'rule' | 'level' | 'value' | 'figures' | 'meter' | 'subject' | 'summary'
>;

/** An alert in a sentence, in the language of the page; that of the control plane where a rule has no words here. */
export function useAlertWords(): (alert: Alert) => string {
  const { t, te } = useI18n();
  const { number, date } = useFormat();
  const dayOf = (day: string | undefined) =>
    day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? date(`${day}T12:00:00`) : (day ?? '');
  const figure = (text: string | undefined) =>
    text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? number(text) : (text ?? '?');

  return alert => {
    const { rule, value, figures } = alert;
    const form = formOf(alert);
    const key = `shared.alert.${form}`;
    if (!te(key) && !te(key, 'en')) return alert.summary;
    const step = `shared.onboardingStep.${figures['step']}`;
    const named = {
      value: number(rule === 'renewal' ? Math.abs(value) : value),
      meter: alert.meter ?? '?',
      subject: rule === 'renewal' ? dayOf(alert.subject) : (alert.subject ?? '?'),
      used: figure(figures['used']),
      limit: figure(figures['limit'] ?? figures['hard'] ?? figures['bound']),
      step: te(step) || te(step, 'en') ? t(step) : (figures['step'] ?? '?'),
    };
    return t(key, named, rule === 'renewal' ? Math.abs(value) : value);
  };
}

/** Which of its sentences a rule is told by. */
function formOf({ rule, level, value, figures }: Alert): string {
  if (level === 'ok') return 'over';
  if (rule === 'rate' && figures['bound'] !== undefined) return 'rateOfBound';
  if (rule === 'renewal' && value < 0) return 'renewalPast';
  return rule;
}
