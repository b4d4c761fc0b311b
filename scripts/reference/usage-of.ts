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

/** What a program says of how it is called. @throws Error when it says nothing */
export function usageOf(file: string, read = readFile): string {
  const printed = PRINTED[file];
  if (printed !== undefined) return printed;
  const comment = [...read(file).matchAll(/^\/\*\*[\s\S]*?\*\//gm)]
    .map(([text]) => text)
    .find(text => /\b(npm run|node [a-z])/.test(text));
  if (comment === undefined) throw new Error(`${file} has no comment that says how it is called`);
  return comment
    .replace(/^\/\*\*\s?/, '')
    .replace(/\s*\*\/$/, '')
    .split('\n')
    .map(line => line.replace(/^ \* ?/, '').trimEnd())
    .join('\n')
    .trim();
}

/** The options that a file parses, by `parseArgs` of Node, each as it is written: `--no-cluster`. */
export function parsedOptions(file: string, read = readFile): readonly string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const walk = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === 'parseArgs')
      found.push(...optionsIn(node));
    ts.forEachChild(node, walk);
  };
  walk(source);
  return found;
}

/** The options that a usage names. */
export function namedOptions(usage: string): ReadonlySet<string> {
  return new Set([...usage.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([option]) => option));
}

function optionsIn(call: ts.CallExpression): string[] {
  const [argument] = call.arguments;
  const options = propertyOf(argument, 'options');
  return (options?.properties ?? []).flatMap(property => {
    const name =
      property.name && (ts.isStringLiteral(property.name) ? property.name.text : property.name.getText());
    const settings = ts.isPropertyAssignment(property) ? property.initializer : undefined;
    // What is true by default is only worth naming where it is taken away.
    const isOn = /default:\s*true/.test(settings?.getText() ?? '');
    return name === undefined ? [] : [isOn ? `--no-${name}` : `--${name}`];
  });
}

function propertyOf(node: ts.Expression | undefined, name: string): ts.ObjectLiteralExpression | undefined {
  if (node === undefined || !ts.isObjectLiteralExpression(node)) return undefined;
  const property = node.properties.find(candidate => candidate.name?.getText() === name);
  return property && ts.isPropertyAssignment(property) && ts.isObjectLiteralExpression(property.initializer)
    ? property.initializer
    : undefined;
}

function readFile(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
