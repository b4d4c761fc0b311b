import { z } from 'zod';

/**
 * Every place that says the version by hand; everything else that says it is generated from the root's package.json. A
 * place is a function from a file's text to the same text with another version, and to the versions that it says.
 */
export interface VersionPlace {
  /** Whether the file, by its path below the root, is such a place. */
  matches(path: string): boolean;
  read(text: string): readonly string[];
  write(text: string, version: string): string;
}

const VERSION = String.raw`\d+\.\d+\.\d+`;
/** What is written about versions that were, and tests that name some on purpose. */
const HISTORY =
  /^(CHANGELOG\.md|releases\/|docs\/how-to\/upgrade\.md|docs\/evidence\/|docs\/stewardship\/)|\.(test|test-support)\.ts$|\.bats$/;
const OWN = /^@tenantry\//;

const json = z.record(z.string(), z.unknown());
const dependencies = z.record(z.string(), z.string()).default({});
const packageSchema = z.looseObject({
  version: z.string().optional(),
  dependencies,
  devDependencies: dependencies,
});
const lockSchema = z.looseObject({ version: z.string(), packages: z.record(z.string(), z.looseObject({})) });

/** A workspace's package.json: its own version, and that of the workspaces it depends on. */
const manifests: VersionPlace = {
  matches: path => /^([a-z-]+\/)?package\.json$/.test(path),
  read: text => versionsOf(packageSchema.parse(JSON.parse(text))),
  write: (text, version) => print(bumped(json.parse(JSON.parse(text)), version)),
};

const lock: VersionPlace = {
  matches: path => path === 'package-lock.json',
  read: text => {
    const { version, packages } = lockSchema.parse(JSON.parse(text));
    return [version, ...ownPackages(packages).flatMap(([, entry]) => versionsOf(packageSchema.parse(entry)))];
  },
  write: (text, version) => {
    const { packages } = lockSchema.parse(JSON.parse(text));
    for (const [path, entry] of ownPackages(packages)) packages[path] = bumped(entry, version);
    // The keys stay in npm's order.
    return print({ ...json.parse(JSON.parse(text)), version, packages });
  },
};

/** Names of our images with a tag, in manifests and in how-tos. */
const images: VersionPlace = byExpression(
  path => /\.(md|yaml)$/.test(path) && !/^(tests|compose|console)\//.test(path),
  `(tenantry/(?:operator|control-plane):|--build-arg VERSION=)(${VERSION})`,
);

const api: VersionPlace = byExpression(
  path => path === 'control-plane/src/http/openapi/document.ts',
  `(const VERSION = ')(${VERSION})`,
);

const PLACES: readonly VersionPlace[] = [manifests, lock, images, api];

export function placeOf(path: string): VersionPlace | undefined {
  return HISTORY.test(path) ? undefined : PLACES.find(place => place.matches(path));
}

function byExpression(matches: (path: string) => boolean, source: string): VersionPlace {
  return {
    matches,
    read: text => [...text.matchAll(new RegExp(source, 'g'))].map(([, , version]) => version ?? ''),
    write: (text, version) =>
      text.replaceAll(new RegExp(source, 'g'), (_, before: string) => `${before}${version}`),
  };
}

/** The workspaces in the lock file: neither what is installed nor links to them. */
function ownPackages(packages: Record<string, Record<string, unknown>>) {
  return Object.entries(packages).filter(([path]) => !path.includes('node_modules'));
}

function versionsOf({
  version,
  dependencies: runtime,
  devDependencies: development,
}: z.infer<typeof packageSchema>) {
  const own = Object.entries({ ...runtime, ...development }).filter(([name]) => OWN.test(name));
  return [...(version === undefined ? [] : [version]), ...own.map(([, wanted]) => wanted)];
}

function bumped(content: Record<string, unknown>, version: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(content).map(([key, value]) => {
      if (key === 'version') return [key, version];
      if (key !== 'dependencies' && key !== 'devDependencies') return [key, value];
      const wanted = Object.entries(dependencies.parse(value));
      return [
        key,
        Object.fromEntries(wanted.map(([name, range]) => [name, OWN.test(name) ? version : range])),
      ];
    }),
  );
}

function print(content: unknown): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
