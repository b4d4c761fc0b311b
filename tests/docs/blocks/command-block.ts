import type { Code } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { toString as plainText } from 'mdast-util-to-string';
import { commandsAfterPrompts } from './commands-after-prompts.ts';
import { marksOf } from './marks.ts';

/** What a reader pastes: a fence `sh`, or the lines after the prompt of a fence `console`. */
export interface CommandBlock {
  /** Path below the root. */
  readonly page: string;
  readonly line: number;
  /** The heading that it stands under. */
  readonly heading: string;
  readonly language: string;
  readonly commands: string;
  /** Why it is not run; a block without is run, exactly as it stands. */
  readonly notRun: string | undefined;
  /** It keeps its terminal; what follows is for another one, as soon as it has said this. */
  readonly stays: string | undefined;
  /** The exit code of its one command, where that is not 0. */
  readonly exit: number | undefined;
  /** What its command asks for, and a person types. */
  readonly answer: string | undefined;
  /** What nobody knows what to do with: marks that are none of ours. */
  readonly unknownMarks: readonly string[];
}

/** A fence of no language, or of a language that is not `sh`: it is not to hold commands. */
export interface PlainFence {
  readonly page: string;
  readonly line: number;
  readonly text: string;
}

const COMMANDS = new Set(['sh', 'console']);
/** Other names of the same: a block in one of them would be run by nobody. */
const PLAIN = new Set(['', 'bash', 'shell', 'zsh', 'shell-session', 'shellsession']);

export function blocksOf(page: string, markdown: string): CommandBlock[] {
  const fences: CommandBlock[] = [];
  for (const { code, heading } of fencesOf(markdown)) {
    if (!COMMANDS.has(code.lang ?? '')) continue;
    const { notRun, stays, exit, answer, unknown } = marksOf(code.meta ?? '');
    fences.push({
      page,
      line: code.position?.start.line ?? 0,
      heading,
      language: code.lang ?? '',
      commands: code.lang === 'console' ? commandsAfterPrompts(code.value) : `${code.value}\n`,
      notRun,
      stays,
      exit,
      answer,
      unknownMarks: unknown,
    });
  }
  return fences;
}

export function plainFencesOf(page: string, markdown: string): PlainFence[] {
  return fencesOf(markdown)
    .filter(({ code }) => PLAIN.has(code.lang ?? ''))
    .map(({ code }) => ({ page, line: code.position?.start.line ?? 0, text: code.value }));
}

/** Where a block is, for people. */
export const placeOf = ({ page, line }: { readonly page: string; readonly line: number }) =>
  `${page}:${line}`;

/** Every fence, also those in lists and quotes, each with the heading before it. */
function fencesOf(markdown: string): { readonly code: Code; readonly heading: string }[] {
  const found: { code: Code; heading: string }[] = [];
  let heading = '';
  const visit = (node: ReturnType<typeof fromMarkdown>['children'][number]) => {
    if (node.type === 'heading') heading = plainText(node);
    // A block by indentation is no fence: it has no place for a language.
    if (node.type === 'code') found.push({ code: node, heading });
    if ('children' in node) for (const child of node.children) visit(child);
  };
  for (const node of fromMarkdown(markdown).children) visit(node);
  return found;
}
