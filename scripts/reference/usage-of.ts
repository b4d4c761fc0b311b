import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { USAGE as START_USAGE } from '../dev/start/start-options.ts';
import { USAGE as TEST_USAGE } from '../dev/test-options.ts';
import { ROOT } from '../root.ts';

/** Those that print their usage themselves; the others say it in the comment that they begin with. */
const PRINTED: Readonly<Record<string, string>> = {
  'scripts/dev/start/start-options.ts': START_USAGE,
  'scripts/dev/test-options.ts': TEST_USAGE,
};

/** What a program says of how it is called: its `USAGE`, or else its comment. @throws Error when it says nothing */
export function usageOf(file: string, read = readFile): string {
  const text = read(file);
  const said = PRINTED[file] ?? usageIn(text) ?? commentIn(text);
  if (said === undefined) throw new Error(`${file} has no comment that says how it is called`);
  return said;
}

/** A text that stands in the file as it is printed; one with values in it is in PRINTED. */
function usageIn(text: string): string | undefined {
  return declarationsIn(text)
    .filter(({ name }) => name.getText() === 'USAGE')
    .map(({ initializer }) => initializer)
    .find(node => node !== undefined && ts.isNoSubstitutionTemplateLiteral(node))
    ?.getText()
    .slice(1, -1);
}

function commentIn(text: string): string | undefined {
  return [...text.matchAll(/^\/\*\*[\s\S]*?\*\//gm)]
    .map(([comment]) => comment)
    .find(comment => /\b(npm run|node [a-z])/.test(comment))
    ?.replace(/^\/\*\*\s?/, '')
    .replace(/\s*\*\/$/, '')
    .split('\n')
    .map(line => line.replace(/^ \* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** The options that a file parses, by `parseArgs` of Node, each as it is written: `--no-cluster`. */
export function parsedOptions(file: string, read = readFile): readonly string[] {
  const text = read(file);
  const found: string[] = [];
  walk(parse(text), node => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'parseArgs')
      found.push(...namesIn(optionsOf(node, text)));
  });
  return found;
}

/** The options that a usage names. */
export function namedOptions(usage: string): ReadonlySet<string> {
  return new Set([...usage.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option));
}

/** `parseArgs({ options: {…} })`, or `parseArgs({ options })` with the object declared above. */
function optionsOf(call: ts.CallExpression, text: string): ts.ObjectLiteralExpression | undefined {
  const [argument] = call.arguments;
  if (argument === undefined || !ts.isObjectLiteralExpression(argument)) return undefined;
  const property = argument.properties.find(candidate => candidate.name?.getText() === 'options');
  const value =
    property && ts.isPropertyAssignment(property)
      ? property.initializer
      : declarationsIn(text).find(({ name }) => name.getText() === 'options')?.initializer;
  const plain =
    value && (ts.isAsExpression(value) || ts.isSatisfiesExpression(value)) ? value.expression : value;
  return plain && ts.isObjectLiteralExpression(plain) ? plain : undefined;
}

function namesIn(options: ts.ObjectLiteralExpression | undefined): string[] {
  return (options?.properties ?? []).flatMap(property => {
    const { name } = property;
    if (name === undefined) return [];
    const settings = ts.isPropertyAssignment(property) ? property.initializer.getText() : '';
    // What is true by default is only worth naming where it is taken away.
    const isOn = /default:\s*true/.test(settings);
    return [`--${isOn ? 'no-' : ''}${ts.isStringLiteral(name) ? name.text : name.getText()}`];
  });
}

function declarationsIn(text: string): ts.VariableDeclaration[] {
  const found: ts.VariableDeclaration[] = [];
  walk(parse(text), node => {
    if (ts.isVariableDeclaration(node)) found.push(node);
  });
  return found;
}

function parse(text: string): ts.SourceFile {
  return ts.createSourceFile('program.ts', text, ts.ScriptTarget.Latest, true);
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, child => walk(child, visit));
}

function readFile(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
