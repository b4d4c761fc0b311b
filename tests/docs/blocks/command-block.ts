import type { Code, RootContent } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { parseMarkdown } from '../../../docs/.vitepress/site/parse-markdown.ts';
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

/** A fence that nobody runs. */
export interface OtherFence {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** Text is not to be commands; of an unknown language it is not known whether it is a shell's. */
  readonly holds: 'text' | 'data' | 'unknown';
  readonly text: string;
}

const COMMANDS = new Set(['sh', 'console']);
/** What is read and not typed. Any other name may be one of a shell: a block in it would be run by nobody. */
const DATA = new Set(['csv', 'ini', 'js', 'json', 'markdown', 'nginx', 'promql', 'ts', 'yaml']);
const PLAIN = new Set(['', 'text']);

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

export function otherFencesOf(page: string, markdown: string): OtherFence[] {
  return fencesOf(markdown)
    .filter(({ code }) => !COMMANDS.has(code.lang ?? ''))
    .map(({ code }) => {
      const language = code.lang ?? '';
      const holds = PLAIN.has(language) ? 'text' : DATA.has(language) ? 'data' : 'unknown';
      return { page, line: code.position?.start.line ?? 0, language, holds, text: code.value };
    });
}

/** Where a block is, for people. */
export const placeOf = ({ page, line }: { readonly page: string; readonly line: number }) =>
  `${page}:${line}`;

/** Every fence, also those in lists and quotes, each with the heading before it. */
function fencesOf(markdown: string): { readonly code: Code; readonly heading: string }[] {
  const found: { code: Code; heading: string }[] = [];
  let heading = '';
  const visit = (node: RootContent) => {
    if (node.type === 'heading') heading = plainText(node);
    // A block by indentation is no fence: it has no place for a language.
    if (node.type === 'code') found.push({ code: node, heading });
    if ('children' in node) for (const child of node.children) visit(child);
  };
  for (const node of parseMarkdown(markdown).children) visit(node);
  return found;
}
