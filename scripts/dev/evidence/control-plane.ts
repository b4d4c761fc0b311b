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
    id: 'crash-at-every-write',
    shows:
      'every write of the code is a failpoint, before and after; either of two replicas is killed there, and within 30 s all is as the clients were told',
    command: 'npm run --silent chaos -- control-plane --lanes 3',
    sample: 'npm run --silent chaos -- control-plane --sample',
  },
  {
    id: 'two-replicas',
    shows:
      'of concurrent identical submissions, keys and events at two replicas exactly one wins, 10,000 times each; a stopped and resumed writer loses and doubles nothing',
    command: 'npm run --silent chaos -- two-replicas',
    sample: 'npm run --silent chaos -- two-replicas --tries 50 --stops 1',
  },
  {
    id: 'properties',
    shows:
      'accumulation in any order with duplicates, lateness and corrections, periods, rating and plan resolution hold for generated cases; every projection made anew changes no answer',
    command:
      'npm test -- --project unit contracts/src/commercial control-plane/src/usage control-plane/src/subscriptions control-plane/src/cli/rebuild.test.ts',
  },
  {
    id: 'tampering-is-named',
    shows:
      'one stored event or audit entry changed, removed, or the tail cut off: tenantry verify names it; erasure still verifies',
    command: 'npm test -- --project store control-plane/src/usage/sealing',
    sample: "npm test -- --project store control-plane/src/usage/sealing -t 'of usage'",
  },
  {
    id: 'every-route-every-role',
    shows:
      "every route of the OpenAPI document with every role answers as the policy table says, an unlisted route fails, and two tenants' keys never see each other's data",
    command:
      'npm test -- --project unit control-plane/src/access/surface control-plane/src/access/tenants-apart',
  },
  {
    id: 'bad-input',
    shows:
      'whatever is wrong with a request is a 4xx with code and field; a store that is down or a disk that is full is 503, nothing acknowledged is lost, and no restart is needed',
    command: 'CI=true npm test -- --project store tests/guarantees/control-plane',
    sample: 'npm test -- --project store tests/guarantees/control-plane/bad-input',
  },
  {
    id: 'fuzz',
    shows: 'over the OpenAPI document, 50,000 generated requests: no 5xx, no answer off its schema',
    command: 'npm run --silent fuzz -- --requests 50000',
    sample: 'npm run --silent fuzz -- --requests 2000',
  },
  {
    id: 'telemetry',
    shows:
      'an OTLP receiver gets each billing instrument with unit and attributes after known events; no number is in /metrics too; no tenant id is an attribute by default; calls to clusters are spans',
    command: 'npm test -- --project unit control-plane/src/telemetry control-plane/src/cluster/cluster-spans',
  },
  {
    id: 'dashboards',
    shows:
      'a real promtool takes the alert rules, each of which fires in a test; a real Prometheus runs every query of dashboard and alerts',
    command: 'npm test -- --project prometheus',
  },
  {
    id: 'outbox',
    shows: 'what was decided is told in one sequence without gaps, each event once, whoever dies',
    command: 'npm test -- --project unit control-plane/src/outbox',
  },
  {
    id: 'export-and-migrations',
    shows:
      'an export is consistent while others write, and an import of it into either kind of store answers as before; steps are safe under two starting replicas',
    command:
      'npm test -- --project store control-plane/src/transfer control-plane/src/migrations && npm test -- --project unit control-plane/src/transfer control-plane/src/migrations',
    sample: 'npm test -- --project unit control-plane/src/migrations',
  },
  {
    id: 'retention',
    shows: 'pruning behind signed checkpoints loses no total, whoever dies at any call of the store',
    command: 'npm test -- --project unit control-plane/src/usage/retention',
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
  {
    id: 'bench-ingest',
    shows:
      'events/s over HTTP in batches of 100 and 1,000 with counting and sealing running are at least 0.6 of raw bulk inserts of the same rows',
    command: 'npm run --silent bench -w control-plane -- --only ingest',
    sample: 'npm run --silent bench -w control-plane -- --only ingest --sample',
  },
  {
    id: 'bench-queries',
    shows:
      'lists and dashboards over 10,000 tenants are flat from 1 M to 5 M stored events; the aim is 50 ms',
    command: 'npm run --silent bench -w control-plane -- --only queries',
    sample: 'npm run --silent bench -w control-plane -- --only queries --sample',
  },
  {
    id: 'bench-entitlements',
    shows: 'every check is answered while usage is taken in at full rate; the aim is 5 ms at p99',
    command: 'npm run --silent bench -w control-plane -- --only entitlements',
    sample: 'npm run --silent bench -w control-plane -- --only entitlements --sample',
  },
  {
    id: 'bench-memory',
    shows: 'memory does not grow over ten minutes of mixed load',
    command: 'npm run --silent bench -w control-plane -- --only memory',
    sample: 'npm run --silent bench -w control-plane -- --only memory --sample',
  },
];
