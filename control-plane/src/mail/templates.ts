import { ALERT_RULE_TABLE, type AlertLevel, rankOf } from '@tenantry/contracts/commercial/alert';
import type { Alert } from '../alerts/alert.ts';
import { summaryOf } from '../alerts/summary.ts';
import { type Content, FOOTER, linkTo, type Page, rendered } from './page.ts';

/** What a letter is made of. */
export interface Occasion {
  readonly alert: Alert;
  readonly from: AlertLevel;
  /** When the level changed. */
  readonly at: string;
  readonly audience: 'staff' | 'customer';
  /** undefined: the installation as a whole. */
  readonly tenantName: string | undefined;
  readonly publicUrl: URL | undefined;
}

/** A letter about a change of level, the same whenever it is made of the same change. */
export function letterOf(occasion: Occasion): Content {
  return rendered(occasion.audience === 'customer' ? forCustomer(occasion) : forStaff(occasion));
}

/** For the test button. */
export function testLetter(at: string): Content {
  return rendered({
    subject: 'Tenantry can send e-mail',
    heading: 'It works',
    paragraphs: ['Somebody pressed the test button. Nothing is to be done.'],
    facts: [['Sent', at]],
    footer: FOOTER,
  });
}

function forStaff({ alert, from, at, tenantName, publicUrl }: Occasion): Page {
  const { level, rule, threshold } = alert;
  const { title, unit } = ALERT_RULE_TABLE[rule];
  const about = tenantName ?? 'the installation';
  const summary = summaryOf(alert);
  const became =
    level === 'ok' ? 'recovered' : rankOf(level) > rankOf(from) ? level : `${level}, less than before`;
  return {
    subject: `[${level === 'ok' ? 'recovered' : level}] ${about}: ${summary}`,
    heading: `${about}: ${became}`,
    paragraphs: [`${summary}.`],
    facts: [
      ['Rule', title],
      ['Level', `${from} → ${level}`],
      ...(threshold === null ? [] : [['Threshold', `${threshold} ${unit}`] as const]),
      ...(alert.period ? [['Period', `${alert.period.from} to ${alert.period.to}`] as const] : []),
      ...(alert.assignee === undefined ? [] : [['Looks after it', alert.assignee] as const]),
      ['Since', at],
    ],
    ...(publicUrl && {
      link: { title: 'Open the alert', url: linkTo(publicUrl, `alerts/${alert.alertId}`) },
    }),
    footer: FOOTER,
  };
}

/** No word of thresholds, colleagues or levels: what it has, what it used, and until when. */
function forCustomer({ alert, tenantName, at }: Occasion): Page {
  const { meter = '', value, figures, period } = alert;
  const used = `${value} % of the ${meter} that your plan includes is used`;
  return {
    subject: `${tenantName ?? ''}: ${used}`.replace(/^: /, ''),
    heading: used,
    paragraphs: [
      value >= 100
        ? 'What is used beyond it depends on your plan: it may be billed, slowed down or refused.'
        : 'You can go on as before. This is to let you know in time.',
    ],
    facts: [
      ['Used', figures['used'] ?? ''],
      ['Included', figures['limit'] ?? ''],
      ...(period ? [['Begins anew', period.to] as const] : []),
      ['As of', at],
    ],
    footer: 'You are told because you are a contact of this account. Your provider can change that.',
  };
}
