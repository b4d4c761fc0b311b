import { ALERT_RULE_TABLE } from '@tenantry/contracts/commercial/alert';
import type { Alert } from './alert.ts';

/** An alert in a sentence: what is read, not what is to be done. Numbers as they were when the level was decided. */
export function summaryOf(alert: Alert): string {
  if (alert.level === 'ok') return `${ALERT_RULE_TABLE[alert.rule].title}: no more to tell${aboutOf(alert)}`;
  const { rule, value, figures, meter, subject } = alert;
  const figure = (name: string) => figures[name] ?? '?';
  switch (rule) {
    case 'allowance':
      return `${value} % of the allowance of ${meter} is used: ${figure('used')} of ${figure('limit')}`;
    case 'rate':
      return figures['bound'] === undefined
        ? `${figure('used')} of ${meter} in an hour, ${value} % of the mean hour of the week before`
        : `${figure('used')} of ${meter} in an hour, ${value} % of the bound of ${figures['bound']}`;
    case 'quota':
      return `${value} % of the quota of ${subject} is taken: ${figure('used')} of ${figure('hard')}`;
    case 'health':
      return `The health score is ${value} of 100`;
    case 'onboarding':
      return `Onboarding has stood at the step ${figure('step')} for ${value} hours`;
    case 'renewal':
      return value >= 0
        ? `The contract renews in ${value} days, on ${subject}`
        : `The contract was to renew ${-value} days ago, on ${subject}`;
    case 'ledger_lag':
      return `The oldest usage event has waited ${value} seconds to be counted`;
  }
}

function aboutOf({ meter, subject }: Alert): string {
  const about = meter ?? subject;
  return about === undefined ? '' : ` of ${about}`;
}
