/** The manifest that vite writes of a build: chunks by the source that they begin with. */
export type Manifest = Readonly<Record<string, Chunk>>;

export interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}

/** @throws Error for a name that the manifest has not */
export function chunkOf(manifest: Manifest, name: string): Chunk {
  const chunk = manifest[name];
  if (chunk === undefined) throw new Error(`the manifest has no ${name}`);
  return chunk;
}

/** A chunk and everything that it imports at once. */
export function partsOf(manifest: Manifest, name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of chunkOf(manifest, name).imports ?? []) partsOf(manifest, imported, seen);
  return seen;
}

/** Files of styles that chunks bring. */
export function stylesOf(manifest: Manifest, names: Iterable<string>): Set<string> {
  return new Set([...names].flatMap(name => chunkOf(manifest, name).css ?? []));
}
