import ts from 'typescript';
import { z } from 'zod';
import { adminCommands } from '../../../../control-plane/generate/admin-command.ts';
import { EXIT_CODES } from '../../../../control-plane/src/cli/exit-codes.ts';
import { CONFIG_FLAGS } from '../../../../operator/src/config.ts';
import { REPOSITORY_COMMANDS } from '../../../../scripts/reference/repository-commands.ts';
import { namedOptions, parsedOptions, usageOf } from '../../../../scripts/reference/usage-of.ts';
import { fencedLinesOf, headingsOf, type Page, pageAt, sectionsOf, tablesOf } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { columnOf, isHistory, mentionsOf } from '../read-page.ts';
import { isTest, readSource, sourceFiles, walkSource } from '../read-source.ts';

const CLI = 'docs/reference/cli.md';
const INSTALLER = 'docs/reference/installer.md';
const OPERATOR = 'docs/reference/operator.md';
const CONTROL_PLANE = 'docs/reference/control-plane.md';

const exitCodes: Kind = {
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

const adminOptions: Kind = {
  id: 'commands and options of tenantry',
  source: 'the commander program of control-plane/src/cli',
  home: CLI,
  inCode: () =>
    adminCommands().flatMap(({ name, options }) => [
      `tenantry ${name}`,
      ...options.map(({ long }) => `tenantry ${name} ${long}`),
    ]),
  documented: pages => {
    const page = pageAt(pages, CLI);
    const commands = headingsOf(page)
      .map(({ text }) => text)
      .filter(text => text.startsWith('tenantry '));
    const options = tablesOf(page)
      .filter(({ heads }) => heads[0] === 'takes')
      .flatMap(({ below, rows }) =>
        rows
          .map(({ cells }) => cells[0]?.code[0] ?? '')
          .filter(flags => flags.startsWith('--'))
          .map(flags => `${below.at(-1)} ${flags.split(/[ ,]/)[0]}`),
      );
    return [...commands, ...options];
  },
  mentioned: adminCommandsMentioned,
  mend: 'npm run generate; a new command has an example in scripts/reference/admin-examples.ts',
};

const operatorFlags: Kind = {
  id: 'flags of the operator',
  source: 'operator/src/config.ts',
  home: `${OPERATOR}, Configuration`,
  inCode: () => Object.keys(CONFIG_FLAGS).map(flag => `--${flag}`),
  documented: pages => columnOf(pages, OPERATOR, 'flag'),
  mend: 'npm run generate',
};

const installerWords: Kind = {
  id: 'commands and options of the installer',
  source: 'scripts/install/20-options.sh',
  home: `${INSTALLER}, Commands and Options`,
  inCode: installerOptions,
  documented: pages => [
    ...columnOf(pages, INSTALLER, 'command').map(written => written.split(' ')[0] ?? ''),
    ...columnOf(pages, INSTALLER, 'option').map(written => written.split(/[ =]/)[0] ?? ''),
  ],
  mentioned: installerMentioned,
  mend: `a row in ${INSTALLER}, and a line in usage()`,
};

const repositoryOptions: Kind = {
  id: 'commands and options of the repository',
  source: 'package.json, and parseArgs of the programs that it names',
  home: CLI,
  inCode: () => [
    ...npmScripts(),
    ...REPOSITORY_COMMANDS.flatMap(({ name, files }) =>
      files.flatMap(file => parsedOptions(file).map(option => `${name} ${option}`)),
    ),
  ],
  documented: pages => repositoryDocumented(pages),
  mentioned: pages =>
    mentionsOf(pages, /\bnpm (?:run (?:--silent |-s )?[a-z][a-z:]*|start|test)\b(?: -w [a-z-]+)?/g).map(
      mention => {
        const [text = '', workspace] = mention.text.replace(/ (--silent|-s) /, ' ').split(' -w ');
        return { ...mention, exists: npmScripts(workspace).includes(text) };
      },
    ),
  mend: 'add it to scripts/reference/repository-commands.ts; name each option in the comment that the program begins with; npm run generate',
};

export const PROGRAM_KINDS: readonly Kind[] = [
  exitCodes,
  adminOptions,
  operatorFlags,
  installerWords,
  repositoryOptions,
];

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

function installerOptions(): string[] {
  const text = readSource('scripts/install/20-options.sh');
  const [, valued = ''] = text.match(/^ {6}(--tier \|[^)]*)\)/m) ?? [];
  const [, commands = ''] = text.match(/^ {4}(install \|[^)]*)\)/m) ?? [];
  const flags = text
    .slice(text.indexOf('take_flag() {'), text.indexOf('take_word() {'))
    .matchAll(/^ {4}(--[a-z-]+)\)/gm);
  const words = [...commands.split('|'), ...valued.split('|'), ...[...flags].map(([, flag = '']) => flag)];
  // --help is what every program takes.
  return words.map(word => word.trim()).filter(word => word !== '' && word !== '--help');
}

/** Those of a workspace, too. */
function npmScripts(workspace?: string): string[] {
  const file = workspace === undefined ? 'package.json' : `${workspace}/package.json`;
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readSource(file)));
  return Object.keys(scripts).map(name =>
    name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`,
  );
}

function repositoryDocumented(pages: readonly Page[]): string[] {
  const sections = sectionsOf(pageAt(pages, CLI));
  return REPOSITORY_COMMANDS.flatMap(({ name, files }) => {
    const texts = (sections.get(name) ?? []).flatMap(node => (node.type === 'code' ? [node.value] : []));
    const own = [...namedOptions(texts.join('\n'))].filter(option => !isHandedOn(name, option));
    const parsed = new Set(files.flatMap(file => parsedOptions(file)));
    // What is on by default may be named with and without `no-`.
    const named = own.map(option =>
      parsed.has(`--no-${option.slice(2)}`) ? `--no-${option.slice(2)}` : option,
    );
    return [...(sections.has(name) ? [name] : []), ...named.map(option => `${name} ${option}`)];
  });
}

/** To vitest by `npm test`; to node by whoever profiles a benchmark, as its comment says. */
function isHandedOn(name: string, option: string): boolean {
  if (name === 'npm test') return ['--project', '--kubernetes', '--help'].includes(option);
  return name === 'npm run bench' && option === '--cpu-prof';
}

/** `tenantry keys create --role admin`, in the text and in fences. */
function adminCommandsMentioned(pages: readonly Page[]): Mention[] {
  const commands = adminCommands();
  const groups = new Set(commands.map(({ name }) => name.split(' ')[0]));
  const pattern = /(?:^|[\s(])tenantry ((?:[a-z]+)(?: [^|&;`]*)?)/g;
  return mentionsOf(pages, pattern)
    .filter(({ text }) => !/^(\.|-|=)/.test(text))
    .flatMap(mention => {
      const words = mention.text.trim().split(/\s+/);
      // `helm install tenantry charts/tenantry`: a release of that name, not the command.
      if (!groups.has(words[0] ?? '')) return [];
      const command =
        commands.find(({ name }) => name === words.slice(0, 2).join(' ')) ??
        commands.find(({ name }) => name === words[0]);
      if (command === undefined) {
        const isGroup = words.length === 1 && commands.some(({ name }) => name.startsWith(`${words[0]} `));
        return [{ ...mention, text: `tenantry ${mention.text}`, exists: isGroup }];
      }
      const known = new Set(['--help', ...command.options.map(({ long }) => long)]);
      return words
        .filter(word => word.startsWith('--'))
        .map(word => word.split('=')[0] ?? '')
        .map(option => ({
          ...mention,
          text: `tenantry ${command.name} ${option}`,
          exists: known.has(option),
        }));
    });
}

/** What is typed after install_tier.sh, with lines that go on. */
function installerMentioned(pages: readonly Page[]): Mention[] {
  const known = new Set([...installerOptions(), '--help']);
  return pages
    .filter(page => page.path !== 'CHANGELOG.md')
    .flatMap(page => {
      let isGoingOn = false;
      return fencedLinesOf(page).flatMap(({ text, line }) => {
        const isCall = isGoingOn || /(^|[\s/])install_tier\.sh /.test(text);
        const given = isGoingOn ? text : text.slice(text.indexOf('install_tier.sh'));
        isGoingOn = isCall && text.endsWith('\\');
        if (!isCall) return [];
        return [...given.replace(/(\s#|[|;&]).*$/, '').matchAll(/(?:^|\s)(--[a-z][a-z0-9-]*)/g)].map(
          ([, option = '']) => ({
            text: option,
            line,
            page: page.path,
            exists: known.has(option),
          }),
        );
      });
    });
}

/** What a program says of itself and what it takes, for the test that holds them against one another. */
export function usageFaults(): string[] {
  return REPOSITORY_COMMANDS.flatMap(({ files }) =>
    files.flatMap(file => {
      const named = namedOptions(usageOf(file));
      return parsedOptions(file)
        .filter(
          option => option !== '--help' && !named.has(option) && !named.has(option.replace('--no-', '--')),
        )
        .map(option => `${file}: ${option} is taken, and the comment does not name it`);
    }),
  );
}
