/** A command of the repository for people, with the files that take its arguments: the first says what it is. */
export interface RepositoryCommand {
  readonly name: string;
  readonly files: readonly string[];
  /** Takes what another command takes, or nothing. */
  readonly says?: string;
}

/**
 * Every `npm run` of package.json, in the order of the reference; a test asks that none is left out, and that the usage in
 * each file names the options that the file parses.
 */
export const REPOSITORY_COMMANDS: readonly RepositoryCommand[] = [
  { name: 'npm start', files: ['scripts/dev/start/start-options.ts'] },
  { name: 'npm test', files: ['scripts/dev/test-options.ts'] },
  { name: 'npm run check', files: ['scripts/dev/check.ts'] },
  { name: 'npm run generate', files: ['scripts/dev/generate.ts'] },
  { name: 'npm run verify', files: ['scripts/dev/verify.ts'] },
  { name: 'npm run evidence', files: ['scripts/dev/evidence.ts'] },
  {
    name: 'npm run e2e',
    files: ['tests/end-to-end/main.ts', 'tests/end-to-end/recovery.ts', 'tests/console/main.ts'],
  },
  {
    name: 'npm run screenshots',
    files: [],
    says: 'Takes the pictures of docs/images/console anew: npm run e2e -- console --screenshots --no-cluster',
  },
  {
    name: 'npm run chaos',
    files: [
      'tests/chaos/main.ts',
      'tests/chaos/control-plane/main.ts',
      'tests/chaos/enforcement/main.ts',
      'tests/chaos/rbac/main.ts',
      'tests/chaos/two-replicas/alert-transitions.ts',
      'tests/guarantees/control-plane/two-replicas.ts',
    ],
  },
  {
    name: 'npm run bench',
    files: [
      'operator/bench/main.ts',
      'operator/bench/heal.ts',
      'operator/bench/resync.ts',
      'operator/bench/steady.ts',
      'control-plane/bench/main.ts',
      'control-plane/bench/ingest.ts',
      'control-plane/bench/statements.ts',
      'control-plane/bench/store.ts',
      'control-plane/bench/seed/main.ts',
    ],
  },
  { name: 'npm run fuzz', files: ['tests/fuzz/main.ts'] },
  { name: 'npm run test:installer', files: ['scripts/install/test-installer.ts'] },
  { name: 'npm run images', files: ['scripts/images/main.ts'] },
  { name: 'npm run docs', files: ['scripts/docs/main.ts'] },
  { name: 'npm run steward', files: ['scripts/stewardship/main.ts'] },
  { name: 'npm run release', files: ['scripts/release/main.ts'] },
];
