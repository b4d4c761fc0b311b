import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { CLUSTER, type Failpoint, WRITE_OPERATIONS, type WriteOperation } from './failpoints.ts';
import { argumentsOf, bare, isGeneric, memberOf, nameOf, visit, whole } from './syntax.ts';

/**
 * Every place in the control plane that writes: found in the code by its types, so that a write that somebody adds is
 * a failpoint without anybody's help. A write is a call of `insert`, `replace` or `remove` of a collection of the
 * store port, of `insertOne`, or of `apply` or `remove` of a cluster's provisioner. Nothing else in the code reaches a
 * store or a cluster: the import boundaries see to that.
 */

export interface WriteSite {
  /** Below the sources, and where the call stands in it as a stack trace says it: both count from 1. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The method or function that writes; for names that outlive an edit above it. */
  readonly member: string;
  readonly operation: WriteOperation;
  /** Collections that may be written there; of the collection of changes, one for each kind: `changes(tenant)`. */
  readonly targets: readonly string[];
}

const SOURCES = fileURLToPath(new URL('../../../control-plane/src/', import.meta.url));
const CONTRACTS = fileURLToPath(new URL('../../../contracts/src/', import.meta.url));
/** Behind the door: the adapters, what passes calls through, and what only tests run. */
const NOT_OURS =
  /^storage\/(mongodb|sqlite)\/|^storage\/documents\.ts$|^telemetry\/\w+-store\.ts$|\.test(-support)?\.ts$/;

/** @throws Error that names a write whose collection cannot be told */
export function findWriteSites(): readonly WriteSite[] {
  return new SiteFinder().sites();
}

/** Every write of the code for every collection that it may reach. */
export function failpointsOf(sites: readonly WriteSite[]): readonly Failpoint[] {
  const seen = new Map<string, number>();
  return sites.flatMap(({ file, line, column, member, operation, targets }) =>
    targets.map(target => {
      const plain = `${target}.${operation} ${file}#${member}`;
      const count = (seen.get(plain) ?? 0) + 1;
      seen.set(plain, count);
      const name = count === 1 ? plain : `${plain}:${count}`;
      return { name, target, operation, at: `${file}:${line}`, column };
    }),
  );
}

/** Collections and kinds as they are declared, with the type of their documents. */
interface Declared {
  readonly name: string;
  readonly document: ts.Type;
  /** The domain that declares it; none for the same under another name, which the same code writes. */
  readonly domain?: string;
}

class SiteFinder {
  readonly #checker: ts.TypeChecker;
  readonly #files: readonly ts.SourceFile[];
  readonly #declared: Declared[] = [];
  readonly #heads: string[] = [];
  readonly #kinds: string[] = [];
  readonly #renamed: { readonly document: ts.Type; readonly file: string }[] = [];
  readonly #texts = new Map<string, string[]>();

  constructor() {
    const names = sourcesIn(SOURCES);
    const program = ts.createProgram({
      rootNames: names.map(name => join(SOURCES, name)),
      options: {
        target: ts.ScriptTarget.ES2024,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        types: ['node'],
        typeRoots: [fileURLToPath(new URL('../../../node_modules/@types', import.meta.url))],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        allowImportingTsExtensions: true,
        skipLibCheck: true,
        noEmit: true,
      },
    });
    this.#checker = program.getTypeChecker();
    const wanted = new Set(names.map(name => join(SOURCES, name)));
    this.#files = program.getSourceFiles().filter(({ fileName }) => wanted.has(join(fileName)));
    const readable = program.getSourceFiles().filter(({ fileName }) => isOurs(fileName));
    for (const file of readable) visit(file, node => this.#declare(node));
    for (const { document, file } of this.#renamed) {
      for (const name of new Set(this.#texts.get(file))) {
        if (/^[a-z]+(_[a-z]+)+$/.test(name)) this.#declared.push({ name, document, domain: domainOf(file) });
      }
    }
  }

  sites(): readonly WriteSite[] {
    const sites: WriteSite[] = [];
    for (const file of this.#files) {
      visit(file, node => {
        if (!ts.isCallExpression(node)) return;
        const site = this.#siteOf(node, file);
        if (site !== undefined) sites.push(site);
      });
    }
    return sites;
  }

  #declare(node: ts.Node): void {
    if (ts.isVariableDeclaration(node) && node.initializer !== undefined)
      this.#declareCollection(node.initializer);
    if (ts.isObjectLiteralExpression(node)) this.#declareRenamed(node);
    if (!ts.isCallExpression(node)) return;
    const called = node.expression;
    this.#noteTexts(node);
    if (ts.isIdentifier(called) && called.text === 'headsSpec') {
      const name = `${this.#textOf(node.arguments[0], 'kind')}_heads`;
      this.#heads.push(name);
      this.#add(name, node);
    }
    if (ts.isPropertyAccessExpression(called) && called.name.text === 'aggregates') {
      this.#kinds.push(this.#textOf(node.arguments[0], 'kind'));
    }
  }

  /** `{ ...spec, name }`: the same documents under another name, or under those that callers give. */
  #declareRenamed(node: ts.ObjectLiteralExpression): void {
    const spread = node.properties.find(ts.isSpreadAssignment);
    const type = spread && this.#checker.getTypeAtLocation(spread.expression);
    const document = type && nameOf(type) === 'CollectionSpec' ? argumentsOf(type)[0] : undefined;
    const named = node.properties.find(one => one.name?.getText() === 'name');
    if (document === undefined || named === undefined) return;
    if (ts.isPropertyAssignment(named)) {
      this.#declared.push({ name: this.#literal(named.initializer), document });
    } else {
      this.#renamed.push({ document, file: node.getSourceFile().fileName });
    }
  }

  /** Texts that are given to functions, by the file that declares the function. */
  #noteTexts({ expression, arguments: given }: ts.CallExpression): void {
    const texts = given.filter(ts.isStringLiteralLike).map(({ text }) => text);
    if (texts.length === 0) return;
    const at = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
    const file = this.#checker.getSymbolAtLocation(at)?.valueDeclaration?.getSourceFile().fileName;
    if (file !== undefined) this.#texts.set(file, [...(this.#texts.get(file) ?? []), ...texts]);
  }

  #declareCollection(given: ts.Expression): void {
    const initializer = bare(given);
    if (!ts.isObjectLiteralExpression(initializer)) return;
    const contextual = this.#checker.getContextualType(initializer);
    if (contextual === undefined || nameOf(contextual) !== 'CollectionSpec') return;
    this.#add(this.#textOf(initializer, 'name'), initializer);
  }

  #add(name: string, spec: ts.Expression): void {
    const type = this.#checker.getContextualType(spec) ?? this.#checker.getTypeAtLocation(spec);
    const of = nameOf(type) === 'CollectionSpec' ? type : this.#checker.getTypeAtLocation(spec);
    const document = argumentsOf(of)[0];
    if (document === undefined) throw new Error(`the documents of ${name} have no type`);
    this.#declared.push({ name, document, domain: domainOf(spec.getSourceFile().fileName) });
  }

  /** The text of a property of an object that is written out, or of a constant that is. */
  #textOf(node: ts.Expression | undefined, property: string): string {
    const type = node && this.#checker.getTypeAtLocation(node).getProperty(property);
    for (const declaration of type?.declarations ?? []) {
      if (ts.isPropertyAssignment(declaration)) return this.#literal(declaration.initializer);
    }
    const object = node && this.#written(node);
    const written = object?.properties.find(one => one.name?.getText() === property);
    if (written !== undefined && ts.isPropertyAssignment(written)) return this.#literal(written.initializer);
    throw new Error(`${node?.getSourceFile().fileName}: ${node?.getText()}.${property} is not written out`);
  }

  #written(node: ts.Expression): ts.ObjectLiteralExpression | undefined {
    if (ts.isObjectLiteralExpression(node)) return node;
    const initializer = this.#initializerOf(node);
    return initializer && this.#written(initializer);
  }

  #literal(node: ts.Expression): string {
    if (ts.isStringLiteralLike(node)) return node.text;
    if (ts.isPropertyAccessExpression(node)) return this.#textOf(node.expression, node.name.text);
    const initializer = this.#initializerOf(node);
    if (initializer === undefined) throw new Error(`${node.getText()} is no constant text`);
    return this.#literal(initializer);
  }

  #initializerOf(node: ts.Expression): ts.Expression | undefined {
    let symbol = this.#checker.getSymbolAtLocation(node);
    if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = this.#checker.getAliasedSymbol(symbol);
    const declaration = symbol?.valueDeclaration;
    return declaration && ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  }

  #siteOf(call: ts.CallExpression, file: ts.SourceFile): WriteSite | undefined {
    const written = this.#writtenBy(call);
    if (written === undefined) return undefined;
    const { operation, at, type } = written;
    const { line, character } = file.getLineAndCharacterOfPosition(at.getStart(file));
    const place = {
      file: relative(SOURCES, file.fileName).split(sep).join('/'),
      line: line + 1,
      column: character + 1,
    };
    const targets = type === CLUSTER ? [CLUSTER] : this.#targetsOf(type, domainOf(file.fileName));
    if (targets.length === 0)
      throw new Error(`${place.file}:${place.line} writes nobody knows where: ${call.getText()}`);
    return { ...place, member: memberOf(call), operation, targets };
  }

  #writtenBy(
    call: ts.CallExpression,
  ): { operation: WriteOperation; at: ts.Node; type: ts.Type | typeof CLUSTER } | undefined {
    const called = call.expression;
    if (ts.isIdentifier(called)) {
      const [collection] = call.arguments;
      if (called.text !== 'insertOne' || collection === undefined) return undefined;
      return { operation: 'insert', at: called, type: whole(this.#checker.getTypeAtLocation(collection)) };
    }
    if (!ts.isPropertyAccessExpression(called)) return undefined;
    const operation = WRITE_OPERATIONS.find(name => name === called.name.text);
    if (operation === undefined) return undefined;
    const type = whole(this.#checker.getNonNullableType(this.#checker.getTypeAtLocation(called.expression)));
    const name = nameOf(type);
    if (name === 'Collection' && operation !== 'apply') return { operation, at: called.name, type };
    const isCluster = name === 'Provisioner' || name === 'WatchingProvisioner';
    return isCluster && operation !== 'insert' && operation !== 'replace'
      ? { operation, at: called.name, type: CLUSTER }
      : undefined;
  }

  #targetsOf(collection: ts.Type, domain: string): readonly string[] {
    const document = argumentsOf(collection)[0];
    if (document === undefined) return [];
    const alike = this.#declared.filter(one => this.#isSame(one.document, document));
    // Documents of two collections may have one form by chance. Should this leave out one that is written after all,
    // the run says so: a write that is no failpoint.
    const own = alike.filter(one => one.domain === domain || one.domain === undefined);
    const names = (own.some(one => one.domain === domain) ? own : alike).map(({ name }) => name);
    // Written for any kind at all: every list of heads.
    const found = names.length > 0 ? names : isGeneric(document) ? this.#heads : [];
    return [...new Set(found)].flatMap(name =>
      name === 'changes' ? [...new Set(this.#kinds)].map(kind => `changes(${kind})`) : [name],
    );
  }

  #isSame(one: ts.Type, other: ts.Type): boolean {
    if (isGeneric(one) || isGeneric(other)) return false;
    return this.#checker.isTypeAssignableTo(one, other) && this.#checker.isTypeAssignableTo(other, one);
  }
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => name.split(sep).join('/'))
    .filter(name => name.endsWith('.ts') && !NOT_OURS.test(name));
}

/** The folder of the sources that a file is in. */
function domainOf(file: string): string {
  return relative(SOURCES, join(file)).split(sep)[0] ?? '';
}

function isOurs(file: string): boolean {
  return (join(file).startsWith(SOURCES) || join(file).startsWith(CONTRACTS)) && !file.endsWith('.d.ts');
}
