// The import boundaries of the design. Tests, benchmarks and scripts may import everything; what is shipped may not.
const TESTS = '\\.(test|test-support)\\.ts$|/tests/|/bench/';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circles',
      comment: 'A circle of imports has no order in which it could be read or tested.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere, as far as the lock file and the workspaces know.',
      severity: 'error',
      from: {},
      // Texts of the pseudo language are made while building.
      to: { couldNotResolve: true, pathNot: '/?pseudo\\.json$' },
    },
    {
      name: 'runtime-knows-no-tenant',
      comment: 'The controller runtime serves any kind: nothing of tenants and tiers reaches into it.',
      severity: 'error',
      from: { path: '^operator/src/runtime/', pathNot: TESTS },
      to: { path: '^operator/src/(?!runtime/)|^contracts/src/(?!kubernetes/)' },
    },
    {
      name: 'plan-is-pure',
      comment:
        'plan and desired decide, and are exported for previews: nothing that does I/O is in their reach.',
      severity: 'error',
      from: {
        path: '^operator/src/(tenant/(plan\\.ts|running-change\\.ts|desired/)|tier/revision-name\\.ts)',
        pathNot: TESTS,
      },
      to: {
        reachable: true,
        path: [
          '^operator/src/runtime/(client|watch|lease|events|health)/',
          '(^|/)node_modules/(@kubernetes|undici|pino|prom-client)/',
          '^(node:)?(fs|net|tls|dns|dgram|http|http2|https|child_process|worker_threads|timers)',
        ],
      },
    },
    {
      name: 'client-node-in-one-adapter',
      comment:
        'Importing @kubernetes/client-node costs 128 MB: one adapter does, for configuration and auth.',
      severity: 'error',
      from: { pathNot: '^operator/src/runtime/client/kube-config\\.ts$|^node_modules/' },
      to: { path: '(^|/)node_modules/@kubernetes/client-node/' },
    },
    {
      name: 'contracts-stand-alone',
      comment: 'Contracts are what the others agree on: they know none of them.',
      severity: 'error',
      from: { path: '^contracts/', pathNot: TESTS },
      to: { path: '^(operator|control-plane|console|tests|scripts)/' },
    },
    {
      name: 'contracts-do-no-io',
      comment: 'Schemas, types, constants and pure rules. What writes files is contracts/generate.',
      severity: 'error',
      from: { path: '^contracts/src/', pathNot: TESTS },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'domains-know-no-wire',
      comment:
        'Domain code imports no Express, no driver, no Kubernetes client: http.ts and convert.ts do, and adapters.',
      severity: 'error',
      from: {
        path: '^control-plane/src/(plans|subscriptions|tenants|usage|entitlements|onboarding|health|alerts|invoices|webhooks|audit)/',
        pathNot: `${TESTS}|(http|convert)\\.ts$`,
      },
      to: {
        path: '(^|/)node_modules/(express|mongodb|undici|@kubernetes)/|^node:sqlite$|^control-plane/src/storage/(sqlite|mongodb)/',
      },
    },
    {
      name: 'features-are-private',
      comment: 'What two features use is shared, or an address: none knows the insides of another.',
      severity: 'error',
      from: { path: '^console/src/features/([^/]+)/' },
      to: { path: '^console/src/features/', pathNot: '^console/src/features/$1/' },
    },
    {
      name: 'shared-knows-no-feature',
      comment: 'Components, formats and the client serve every page and know none.',
      severity: 'error',
      from: { path: '^console/src/shared/' },
      to: { path: '^console/src/(app|features)/' },
    },
    {
      name: 'console-is-light',
      comment:
        'The console knows the other side by its contracts alone, and carries no zod: the server judges what comes in.',
      severity: 'error',
      from: { path: '^console/src/', pathNot: TESTS },
      to: { path: '^(operator|control-plane|scripts|tests)/|(^|/)node_modules/zod/' },
    },
    {
      name: 'store-port-knows-no-adapter',
      comment: 'Adapters depend on the port; only main chooses one.',
      severity: 'error',
      from: {
        path: '^control-plane/src/',
        pathNot: `${TESTS}|^control-plane/src/storage/(sqlite|mongodb|open-store)|^control-plane/src/main`,
      },
      to: { path: '^control-plane/src/storage/(sqlite|mongodb)/' },
    },
    {
      name: 'product-without-tools',
      comment: 'What is shipped imports no test, benchmark or development script.',
      severity: 'error',
      from: { path: '^(contracts|operator|control-plane)/src/', pathNot: TESTS },
      to: { path: `^(tests|scripts)/|${TESTS}` },
    },
    {
      name: 'product-without-development-dependencies',
      comment: 'What is shipped runs without the development dependencies installed.',
      severity: 'error',
      from: { path: '^(contracts|operator|control-plane)/src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^console/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    detectProcessBuiltinModuleCalls: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
