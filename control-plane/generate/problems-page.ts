import { PROBLEM_MEDIA_TYPE, PROBLEM_TYPE_PREFIX, PROBLEMS } from '@tenantry/contracts/api/problem';
import { PROBLEM_REASONS } from '@tenantry/contracts/api/problem-reasons';
import { madeBy, table } from '../../contracts/generate/markdown.ts';

/**
 * docs/reference/problems.md: every code, with an anchor that the `type` of a problem ends with, and every reason with the
 * text that the console has for it.
 */
export function problemsPage(texts: Readonly<Record<string, string>>, command: string): string {
  const sorted = Object.entries(PROBLEMS).sort(([, a], [, b]) => a.status - b.status);
  return [
    madeBy('contracts/src/api/problem.ts', command),
    '# Problems',
    '',
    `What goes wrong is answered as \`${PROBLEM_MEDIA_TYPE}\` (RFC 9457). \`code\` never changes its meaning; programs may rely on it, and on its status. \`detail\` and \`errors\` are for people: each of \`errors\` says which \`field\` (a JSON pointer into the body, or \`query.name\`, \`path.name\`, \`header.name\`), what kind of fault, and what would be right. \`instance\` is the id of the request: give it when you ask for help. With 409, 429 and 503, \`Retry-After\` may say in how many seconds to come again.`,
    '',
    `\`type\` is \`${PROBLEM_TYPE_PREFIX}\` and the code.`,
    '',
    ...sorted.flatMap(([code, { status, title }]) => [`## ${code}`, '', `Status ${status}: ${title}.`, '']),
    '## Reasons',
    '',
    'Where a code covers much, `reason` says what exactly stood in the way, and `params` has the values that the text names in braces: for programs that have words of their own for it, in any language. A reason is never renamed. The texts are those of the console.',
    '',
    ...table(
      ['reason', 'what stood in the way'],
      PROBLEM_REASONS.map(reason => [`\`${reason}\``, textOf(reason, texts)]),
    ),
    '',
  ].join('\n');
}

function textOf(reason: string, texts: Readonly<Record<string, string>>): string {
  const text = texts[reason];
  if (text === undefined) throw new Error(`the console has no text for the reason ${reason}`);
  return text.replaceAll(/\{\w+\}/g, name => `\`${name}\``);
}
