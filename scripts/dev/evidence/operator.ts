import type { EvidenceLine } from './evidence-line.ts';

/** Issue: a Tenant becomes real. One line per claim. */
export const operatorLines: readonly EvidenceLine[] = [
  {
    id: 'fresh-clone',
    shows:
      'a fresh clone with Node 20, npm and Go reaches ready with three sample tenants, cold and warm, and passes npm test',
    command: 'node scripts/dev/evidence/fresh-clone.ts --cold --test',
    sample: 'node scripts/dev/evidence/fresh-clone.ts',
  },
  {
    id: 'no-servers',
    shows: 'where no cluster can be had, npm start says so and what to install; unknown options are refused',
    command:
      "npm test -- scripts/dev/start.cluster.test.ts -t 'no server can be had|option that is not known'",
  },
  {
    id: 'nothing-left-behind',
    shows: 'npm start and the servers of tests leave no process and no file behind, ended in order or killed',
    command:
      'npm test -- scripts/dev/start.cluster.test.ts scripts/dev/bootstrap.test.ts scripts/dev/processes/supervisor.test.ts',
    sample: 'npm test -- scripts/dev/bootstrap.test.ts scripts/dev/processes/supervisor.test.ts',
  },
  {
    id: 'check-and-verify',
    shows: 'npm run check and npm run verify pass',
    command: 'npm run --silent verify && npm run --silent check',
  },
  {
    id: 'planted-faults',
    shows: 'check and verify each fail on a planted fault and name it',
    command: 'npm test -- scripts/dev/check.test.ts scripts/dev/verify.test.ts',
  },
  {
    id: 'floor-of-the-range',
    shows: 'the whole suite passes on Kubernetes 1.34, the floor of the supported range',
    command: 'npm test -- --kubernetes 1.34',
    sample: 'npm test -- --kubernetes 1.34 scripts/dev/cluster/start-cluster.cluster.test.ts',
  },
  {
    id: 'ceiling-of-the-range',
    shows:
      'every test that needs an API server passes on Kubernetes 1.36, the ceiling of the supported range',
    command: 'npm test -- --kubernetes 1.36 --project cluster',
    sample: 'npm test -- --kubernetes 1.36 scripts/dev/cluster/start-cluster.cluster.test.ts',
  },
  {
    id: 'healing',
    shows:
      'every managed kind but Namespace and PersistentVolumeClaim comes back when it is deleted or edited by hand; the fields of another manager survive',
    command: 'npm test -- tests/guarantees/healing',
  },
  {
    id: 'healing-time',
    shows:
      "median and p99 of at least 100 tries, over every kind, until a hand's deletion or edit is undone; the aim is 2 s",
    command: 'node operator/bench/heal.ts',
    sample: 'node operator/bench/heal.ts --sample',
  },
  {
    id: 'steady-state',
    shows:
      '500 converged tenants reconciled again, and a restart with them, make no write by the audit log; forced re-applies are counted apart',
    command: 'node operator/bench/steady.ts',
    sample: 'node operator/bench/steady.ts --sample',
  },
  {
    id: 'edits-during-resync',
    shows:
      'while a Tier edit rolls over 1,000 tenants, 500 edits of single tenants take effect: p50 and p99; the aim is 1 s',
    command: 'node operator/bench/resync.ts',
    sample: 'node operator/bench/resync.ts --sample',
  },
  {
    id: 'benchmark',
    shows:
      'tenants are made in at most 1.6 times what a plain client takes for the same payloads, at 200 and 1,000 alike, with at most 3 writes more than objects and 60 MiB more than the imports',
    command: 'npm run --silent bench -w operator',
    sample: 'npm run --silent bench -w operator -- --sample',
  },
  {
    id: 'crash-at-every-write',
    shows:
      'killed before or after any write of a creation, change, suspension or deletion, the operator arrives at the objects of an undisturbed run',
    command: 'npm run --silent chaos',
    sample: 'npm run --silent chaos -- --sample',
  },
  {
    id: 'faults',
    shows:
      '410 in both forms, 429, 500, resets, half-open watches, duplicated and delayed events and wrong lease times are each survived',
    command: 'npm test -- tests/faults',
  },
  {
    id: 'two-operators',
    shows: 'a standby takes over in time, after SIGTERM, kill -9 and a pause of the leader',
    command: 'npm test -- tests/guarantees/two-operators',
  },
  {
    id: 'event-storm',
    shows: 'a thousand events on one tenant during a reconcile cause at most two more',
    command: 'npm test -- tests/guarantees/event-storm',
  },
  {
    id: 'nothing-is-lost',
    shows:
      'CRD deleted and made again, Tier deleted, status stripped: no namespace, object or volume is lost',
    command: 'npm test -- tests/guarantees/nothing-is-lost',
  },
  {
    id: 'real-pods',
    shows:
      'on a real kubelet: suspension stops every pod of the namespace and holds against an autoscaler and a loop that asks for replicas, resuming restores exact counts but for the bare pod, which is named; data on a volume survives',
    command: 'node tests/real-node/suspension.ts',
    sample: 'node tests/real-node/suspension.ts --hold-seconds 20',
  },
  {
    id: 'read-by-people',
    shows:
      'kubectl explain tenant.spec is complete, kubectl get tenants shows the columns, and kubectl wait is never true for an old generation',
    command: 'npm test -- operator/manifests/tests/explain operator/manifests/tests/status',
  },
  {
    id: 'bad-input',
    shows:
      'each kind of bad input gets a condition and an Event with a stable reason, without a hot loop and without harm to other tenants',
    command:
      'npm test -- tests/guarantees/bad-input tests/guarantees/foreign-namespace tests/guarantees/deletion',
  },
];
