import type { components } from '@tenantry/contracts/client/schema.generated';
import { useI18n } from 'vue-i18n';
import { useFormat } from '../format/use-format.ts';

type Alert = Pick<
  components['schemas']['Alert'],
  'rule' | 'level' | 'value' | 'figures' | 'meter' | 'subject' | 'summary'
>;

/**
 * An alert in a sentence, in the language of the page; that of the control plane where a rule has no words here. Its
 * value is of when its level came about: `score` is what the health of its tenant is now, where that is known.
 */
export function useAlertWords(): (alert: Alert, score?: number | null) => string {
  const { t, te } = useI18n();
  const { number, date } = useFormat();
  const dayOf = (day: string | undefined) =>
    day !== undefined && /^\d{4}-\d\d-\d\d$/.test(day) ? date(`${day}T12:00:00`) : day;
  const figure = (text: string | undefined) =>
    text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? number(text) : text;
  const stepOf = (step: string | undefined) => {
    const key = `shared.onboardingStep.${step}`;
    return te(key) || te(key, 'en') ? t(key) : step;
  };

  return (alert, score) => {
    const { rule, value, figures, meter } = alert;
    const now = score ?? undefined;
    const form = formOf(alert, now);
    const key = `words.alert.${form}`;
    const subject = rule === 'renewal' ? dayOf(alert.subject) : alert.subject;
    const used = figure(figures['used']);
    const limit = figure(figures['limit'] ?? figures['hard'] ?? figures['bound']);
    const step = stepOf(figures['step']);
    // A sentence with holes says less than that of the control plane.
    const needed = NEEDED[form] ?? [];
    const known = { meter, subject, used, limit, step, now };
    if ((!te(key) && !te(key, 'en')) || needed.some(name => known[name] === undefined)) return alert.summary;
    const named = { ...known, value: number(rule === 'renewal' ? Math.abs(value) : value) };
    return t(key, named, rule === 'renewal' ? Math.abs(value) : value);
  };
}

/** What each sentence names besides the value. */
const NEEDED: Readonly<Record<string, readonly ('meter' | 'subject' | 'used' | 'limit' | 'step')[]>> = {
  allowance: ['meter', 'used', 'limit'],
  rate: ['meter', 'used'],
  rateOfBound: ['meter', 'used', 'limit'],
  quota: ['subject', 'used', 'limit'],
  onboarding: ['step'],
  renewal: ['subject'],
  renewalPast: ['subject'],
};

/** Which of its sentences a rule is told by. */
function formOf({ rule, level, value, figures }: Alert, now: number | undefined): string {
  if (level === 'ok') return 'over';
  if (rule === 'rate' && figures['bound'] !== undefined) return 'rateOfBound';
  if (rule === 'health' && now !== undefined && now !== value) return 'healthNow';
  if (rule === 'renewal' && value < 0) return 'renewalPast';
  return rule;
}
