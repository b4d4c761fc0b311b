import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A Go module in scripts/dev/servers that pins the source of a server or a tool, and the programs built from it. */
export interface GoModule {
  /** Folder of its go.mod. */
  readonly folder: string;
  /** Name and version, also the name of its folder in the cache: `kubernetes-1.34.4`. */
  readonly id: string;
  readonly version: string;
  /** Program name to Go package. */
  readonly packages: Readonly<Record<string, string>>;
  /** Build tags: what is left out of the programs. */
  readonly tags?: string;
  /** What the linker is told beside stripping: where a program keeps its version. */
  readonly linkerFlags?: readonly string[];
}

const SERVERS = fileURLToPath(new URL('../servers/', import.meta.url));

export interface PinnedModule extends Pick<GoModule, 'tags'> {
  /** Of its folder in the cache, before the version. */
  readonly name: string;
  /** Folder in scripts/dev/servers, when it is not the name. */
  readonly folder?: string;
  /** Path of the module that go.mod requires. */
  readonly path: string;
  /** Program name to the package's place in that module, or, with a dot in front, in ours. */
  readonly packages: Readonly<Record<string, string>>;
  readonly linkerFlags?: (version: string) => readonly string[];
}

/** The version stands in go.mod alone: the tag that is built, cached and reported. */
export function pinnedModule(pinned: PinnedModule): GoModule {
  const { name, path, tags, linkerFlags } = pinned;
  const folder = `${SERVERS}${pinned.folder ?? name}`;
  const goMod = readFileSync(`${folder}/go.mod`, 'utf8');
  const version = new RegExp(`${path.replaceAll('.', '\\.')} v(\\d\\S*)`).exec(goMod)?.[1];
  if (version === undefined) throw new Error(`${folder}/go.mod requires no version of ${path}`);
  return {
    folder,
    id: `${name}-${version}`,
    version,
    packages: Object.fromEntries(
      Object.entries(pinned.packages).map(([program, place]) => [
        program,
        place.startsWith('.') ? place : path + place,
      ]),
    ),
    ...(tags !== undefined && { tags }),
    ...(linkerFlags && { linkerFlags: linkerFlags(version) }),
  };
}
