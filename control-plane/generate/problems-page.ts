import { PROBLEM_MEDIA_TYPE, PROBLEM_TYPE_PREFIX, PROBLEMS } from '@tenantry/contracts/api/problem';
import { madeBy } from './markdown.ts';

/** docs/reference/problems.md: every code, with an anchor that the `type` of a problem ends with. */
export function problemsPage(command: string): string {
  const sorted = Object.entries(PROBLEMS).sort(([, a], [, b]) => a.status - b.status);
  return [
    madeBy('contracts/src/api/problem.ts', command),
    '# Problems',
    '',
    `What goes wrong is answered as \`${PROBLEM_MEDIA_TYPE}\` (RFC 9457). \`code\` never changes its meaning; programs may rely on it, and on its status. \`detail\` and \`errors\` are for people: each of \`errors\` says which \`field\` (a JSON pointer into the body, or \`query.name\`, \`path.name\`, \`header.name\`), what kind of fault, and what would be right. \`instance\` is the id of the request: give it when you ask for help. With 409, 429 and 503, \`Retry-After\` may say in how many seconds to come again.`,
    '',
    `\`type\` is \`${PROBLEM_TYPE_PREFIX}\` and the code.`,
    '',
    ...sorted.flatMap(([code, { status, title }]) => [`## ${code}`, '', `${status}. ${title}.`, '']),
  ].join('\n');
}
