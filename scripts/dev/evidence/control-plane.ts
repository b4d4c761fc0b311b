import type { EvidenceLine } from './evidence-line.ts';

/** The control plane: plans, a ledger of usage, onboarding, access. One line per claim. */
export const controlPlaneLines: readonly EvidenceLine[] = [
  {
    id: 'store-suite',
    shows:
      'one behaviour suite passes on SQLite and on both servers of the MongoDB protocol; in CI a missing server is a failure',
    command: 'CI=true npm test -- --project store control-plane/src/storage',
    sample: 'npm test -- --project store control-plane/src/storage/sqlite',
  },
  {
    id: 'properties',
    shows:
      'accumulation in any order with duplicates, lateness and corrections, periods, rating and plan resolution hold for generated cases; every projection made anew changes no answer',
    command:
      'npm test -- --project unit contracts/src/commercial control-plane/src/usage control-plane/src/subscriptions control-plane/src/cli/rebuild.test.ts',
  },
  {
    id: 'every-route-every-role',
    shows:
      "every route of the OpenAPI document with every role answers as the policy table says, an unlisted route fails, and two tenants' keys never see each other's data",
    command: 'npm test -- --project unit control-plane/src/access/surface.test.ts',
  },
  {
    id: 'end-to-end',
    shows:
      "on a real API server: a submission becomes a Ready Tenant, a plan change changes the Deployments, kubectl apply appears in the API, another manager's field is reported and kept",
    command: 'npm run --silent e2e',
    sample: 'npm run --silent e2e -- --sample',
  },
  {
    id: 'cluster-side',
    shows: 'the cluster side keeps its promises on a real API server, case by case',
    command: 'npm test -- --project cluster control-plane',
  },
  {
    id: 'start',
    shows: 'npm start includes the control plane and onboards its sample customers through the public API',
    command: 'npm test -- scripts/dev/start.cluster.test.ts scripts/dev/start.test.ts',
  },
];
