import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import ts from 'typescript';
import { ROOT } from '../../../scripts/root.ts';

/** Files of the repository, as git knows them and those that are new, by path below its root. */
export function sourceFiles(...patterns: readonly string[]): readonly string[] {
  const { stdout } = execaSync({
    cwd: ROOT,
  })`git ls-files --cached --others --exclude-standard --deduplicate -- ${patterns}`;
  // Git lists what was deleted a moment ago, too.
  return stdout.split('\n').filter(path => path !== '' && existsSync(join(ROOT, path)));
}

export function isTest(path: string): boolean {
  return /\.(test|test-support|test-setup)\.ts$/.test(path) || path.startsWith('tests/');
}

export function readSource(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Calls `visit` with every node of a file. */
export function walkSource(
  path: string,
  visit: (node: ts.Node) => void,
  text: string = readSource(path),
): void {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const walk = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, walk);
  };
  walk(source);
}

export function literalOf(node: ts.Node | undefined): string | undefined {
  return node !== undefined && ts.isStringLiteralLike(node) ? node.text : undefined;
}

/** Every string literal of the files. */
export function literalsIn(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of paths) {
    walkSource(path, node => {
      const text = literalOf(node);
      if (text !== undefined) found.add(text);
    });
  }
  return found;
}
