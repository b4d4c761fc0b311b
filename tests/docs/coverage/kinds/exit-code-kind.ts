import ts from 'typescript';
import { EXIT_CODES } from '../../../../control-plane/src/cli/exit-codes.ts';
import { type Page, pageAt, tablesOf } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { isHistory } from '../read-page.ts';
import { isTest, readSource, sourceFiles, walkSource } from '../read-source.ts';

const CLI = 'docs/reference/cli.md';
const INSTALLER = 'docs/reference/installer.md';
const OPERATOR = 'docs/reference/operator.md';
const CONTROL_PLANE = 'docs/reference/control-plane.md';

export const exitCodes: Kind = {
  id: 'exit codes',
  source:
    'EXIT_… and process.exit of operator/src and of control-plane/src without its commands, control-plane/src/cli/exit-codes.ts, E_… of scripts/install/00-head.sh',
  home: `${CONTROL_PLANE}, ${OPERATOR}, ${CLI}, ${INSTALLER}`,
  inCode: exitNames,
  documented: pages => [
    ...codesOf(pages, CONTROL_PLANE, 'exit code').map(code => `control plane ${code}`),
    ...operatorCodes(pages).map(code => `operator ${code}`),
    ...codesOf(pages, CLI, 'exit code').map(code => `tenantry ${code}`),
    ...codesOf(pages, INSTALLER, 'code').map(code => `install_tier.sh ${code}`),
  ],
  mentioned: exitCodesMentioned,
  mend: 'say when it comes, in the table of the page that is named; generated ones by their generator',
};

function exitNames(): string[] {
  const names = [
    // A stop in order, and a second signal.
    ...['0', ...exitsOf('control-plane/src/*.ts', ':!control-plane/src/cli/'), '130', '143'].map(
      code => `control plane ${code}`,
    ),
    ...['0', '1', ...exitsOf('operator/src/*.ts')].map(code => `operator ${code}`),
    ...Object.values(EXIT_CODES).map(({ code }) => `tenantry ${code}`),
    ...['0', ...installerCodes(), '130', '143'].map(code => `install_tier.sh ${code}`),
  ];
  return [...new Set(names)];
}

function exitsOf(...patterns: readonly string[]): string[] {
  return sourceFiles(...patterns)
    .filter(path => !isTest(path))
    .flatMap(path => exitsIn(readSource(path)));
}

/** Numbers that a program ends with: of a constant `EXIT_…`, of `process.exit(…)`, and what its `main` returns. */
export function exitsIn(text: string): string[] {
  const found: string[] = [];
  const add = (node: ts.Node | undefined) => {
    if (node && ts.isNumericLiteral(node)) found.push(node.text);
  };
  const visit = (node: ts.Node) => {
    if (ts.isVariableDeclaration(node) && /^EXIT_[A-Z_]+$/.test(node.name.getText())) add(node.initializer);
    if (ts.isCallExpression(node) && node.expression.getText() === 'process.exit') add(node.arguments[0]);
    if (ts.isBinaryExpression(node) && node.left.getText() === 'process.exitCode') add(node.right);
    if (ts.isReturnStatement(node) && functionOf(node)?.name?.getText() === 'main') add(node.expression);
  };
  walkSource('program.ts', visit, text);
  return found;
}

function functionOf(node: ts.Node): ts.SignatureDeclaration | undefined {
  return ts.findAncestor(node, ts.isFunctionLike);
}

/** In sentences, too: it is a code of one of the programs. */
function exitCodesMentioned(pages: readonly Page[]): Mention[] {
  const codes = new Set(exitNames().map(name => name.split(' ').at(-1)));
  return pages
    .filter(page => !isHistory(page))
    .flatMap(page =>
      page.text.split('\n').flatMap((text, at) =>
        [...text.matchAll(/\b(?:exit code|exits with(?: code)?) (\d+)\b/gi)].map(([whole, code]) => ({
          ...{ text: whole, line: at + 1, page: page.path },
          exists: codes.has(code),
        })),
      ),
    );
}

function installerCodes(): string[] {
  return [...readSource('scripts/install/00-head.sh').matchAll(/\bE_[A-Z_]+=(\d+)/g)].map(
    ([, code = '']) => code,
  );
}

/** Numbers of the first column of a table: `130, 143` are two. */
function codesOf(pages: readonly Page[], path: string, head: string): string[] {
  return tablesOf(pageAt(pages, path))
    .filter(({ heads }) => heads[0] === head)
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells[0]?.text.match(/\d+/g) ?? []));
}

/** In one sentence: “Exit codes: 0 after SIGTERM …, 1 when …, 2 when …”. */
function operatorCodes(pages: readonly Page[]): string[] {
  const [sentence = ''] = pageAt(pages, OPERATOR).text.match(/Exit codes:[^\n]*/) ?? [];
  return sentence.match(/\b\d+\b/g) ?? [];
}
