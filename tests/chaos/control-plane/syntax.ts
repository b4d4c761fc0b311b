import ts from 'typescript';

/** What is asked of the compiler's trees and types, wherever they come from. */

export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, child => visit(child, see));
}

export function nameOf(type: ts.Type): string | undefined {
  return (type.symbol ?? type.aliasSymbol)?.name;
}

/** What is written out, without `as const` and `satisfies …` around it. */
export function bare(given: ts.Expression): ts.Expression {
  return ts.isAsExpression(given) || ts.isSatisfiesExpression(given) ? bare(given.expression) : given;
}

/** Of `Pick<Collection<…>, …>` the collection: what is written by a part of it is written all the same. */
export function whole(type: ts.Type): ts.Type {
  const [picked] = type.aliasSymbol?.name === 'Pick' ? (type.aliasTypeArguments ?? []) : [];
  return picked ?? type;
}

export function argumentsOf(type: ts.Type): readonly ts.Type[] {
  return isReference(type) ? (type.typeArguments ?? []) : [];
}

function isReference(type: ts.Type): type is ts.TypeReference {
  return 'target' in type;
}

export function isGeneric(type: ts.Type): boolean {
  if (type.flags & ts.TypeFlags.TypeParameter) return true;
  if (type.isUnionOrIntersection()) return type.types.some(isGeneric);
  return argumentsOf(type).some(isGeneric);
}

/** The nearest thing around it that has a name. */
export function memberOf(node: ts.Node): string {
  for (let around: ts.Node | undefined = node; around !== undefined; around = around.parent) {
    if (!ts.isMethodDeclaration(around) && !ts.isFunctionDeclaration(around)) continue;
    if (around.name !== undefined) return around.name.getText().replace('#', '');
  }
  return 'module';
}
