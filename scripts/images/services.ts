/** A service that is shipped as an image. Paths are relative to the root of the repository, with `/` between. */
export interface Service {
  readonly name: 'control-plane' | 'operator';
  /** Entries of the bundle: name of the file in /app without `.js`, and the source. `main` is what the image runs. */
  readonly entries: Readonly<Record<string, string>>;
  /**
   * What the sources read by `new URL(…, import.meta.url)`, and where that is in /app. A trailing `/` is a folder.
   * An address that is not here fails the build: it would lead nowhere in the image.
   */
  readonly files: Readonly<Record<string, string>>;
  /** Serves the console, which is built for it. */
  readonly console: boolean;
  /** Serves the documentation, which is built for it. */
  readonly docs: boolean;
  /** Has /data, which whoever runs it may write to. */
  readonly dataFolder: boolean;
}

const WORKERS = ['write-worker', 'read-worker', 'checkpoint-worker'] as const;
const workerSource = (name: string) => `control-plane/src/storage/sqlite/${name}.ts`;

export const SERVICES: readonly Service[] = [
  {
    name: 'control-plane',
    entries: {
      main: 'control-plane/src/image.ts',
      ...Object.fromEntries(WORKERS.map(name => [name, workerSource(name)])),
    },
    files: {
      'control-plane/plans/': 'plans/',
      'operator/tiers/': 'tiers/',
      'console/dist': 'console',
      'docs/.vitepress/dist': 'docs',
      ...Object.fromEntries(WORKERS.map(name => [workerSource(name), `${name}.js`])),
    },
    console: true,
    docs: true,
    dataFolder: true,
  },
  {
    name: 'operator',
    entries: { main: 'operator/src/image.ts' },
    files: {},
    console: false,
    docs: false,
    dataFolder: false,
  },
];
