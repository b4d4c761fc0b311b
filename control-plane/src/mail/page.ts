import type { Letter } from './smtp.ts';

export type Content = Pick<Letter, 'subject' | 'text' | 'html'>;

/** What a letter says, before it is text and HTML. */
export interface Page {
  readonly subject: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly link?: { readonly title: string; readonly url: string };
  readonly footer: string;
}

const MOST_SUBJECT = 200;

export const FOOTER =
  'Sent by Tenantry to the recipients of alerts. Whoever administers it can take you off the list.';

/** As text and as HTML, with nothing in it that somebody's name could turn into markup or a header. */
export function rendered(page: Page): Content {
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

/** A page of the console. */
export function linkTo(publicUrl: URL, path: string): string {
  return new URL(path, publicUrl.href.endsWith('/') ? publicUrl : `${publicUrl.href}/`).href;
}
