import { ALERT_RULE_TABLE, type AlertLevel, rankOf } from '@tenantry/contracts/commercial/alert';
import type { Alert } from '../alerts/alert.ts';
import { summaryOf } from '../alerts/summary.ts';
import type { Letter } from './smtp.ts';

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

type Content = Pick<Letter, 'subject' | 'text' | 'html'>;

interface Page {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly link?: { readonly title: string; readonly url: string };
  readonly footer: string;
}

const MOST_SUBJECT = 200;

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

const FOOTER =
  'Sent by Tenantry to the recipients of alerts. Whoever administers it can take you off the list.';

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
    ...(publicUrl && { link: { title: 'Open the alert', url: linkTo(publicUrl, alert.alertId) } }),
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

function linkTo(publicUrl: URL, alertId: string): string {
  return new URL(`alerts/${alertId}`, publicUrl.href.endsWith('/') ? publicUrl : `${publicUrl.href}/`).href;
}

function rendered(page: Page): Content {
  return { subject: oneLine(page.subject).slice(0, MOST_SUBJECT), text: textOf(page), html: htmlOf(page) };
}

function textOf({ heading, paragraphs, facts, link, footer }: Page): string {
  const blocks = [
    oneLine(heading),
    ...paragraphs.map(oneLine),
    facts.map(([name, value]) => `${name}: ${oneLine(value)}`).join('\n'),
    ...(link ? [`${link.title}: ${link.url}`] : []),
    `-- \n${footer}`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function htmlOf({ heading, paragraphs, facts, link, footer }: Page): string {
  const rows = facts.map(
    ([name, value]) =>
      `<tr><td style="padding:2px 16px 2px 0;color:#555">${escaped(name)}</td><td>${escaped(value)}</td></tr>`,
  );
  const body = [
    `<h1 style="font-size:18px;margin:0 0 12px">${escaped(heading)}</h1>`,
    ...paragraphs.map(text => `<p style="margin:0 0 12px">${escaped(text)}</p>`),
    `<table style="border-collapse:collapse;margin:0 0 12px">${rows.join('')}</table>`,
    ...(link
      ? [`<p style="margin:0 0 12px"><a href="${escaped(link.url)}">${escaped(link.title)}</a></p>`]
      : []),
    `<p style="color:#555;font-size:12px">${escaped(footer)}</p>`,
  ];
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8"></head>',
    `<body style="font:14px/1.5 sans-serif;color:#111">${body.join('')}</body></html>`,
  ].join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Names of tenants are their own choice. */
function escaped(text: string): string {
  return oneLine(text).replace(/[&<>"']/g, character => ENTITIES[character] ?? '');
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
