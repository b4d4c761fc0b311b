import type { EvidenceLine } from './evidence-line.ts';

/** The closed loop: health, alerts, enforcement, statements, plan changes. One line per claim. */
export const loopLines: readonly EvidenceLine[] = [
  {
    id: 'loop',
    shows:
      'on a real cluster with real pods usage passes 80 %, 100 %, the grace and the notice; told, suspended (pods gone), upgraded by the API with its preview, resumed, and billed to the cent; each step in audit, webhooks and stream',
    command: 'npm run --silent e2e -- loop',
    sample: 'npm run --silent e2e -- loop',
  },
  {
    id: 'preview-is-what-comes',
    shows:
      'of 1,000 generated changes of plan the preview equals what then happens; an expired or overtaken token is refused; many are changed in batches, whoever dies',
    command: 'TENANTRY_PLAN_CHANGE_RUNS=1000 npm test -- --project unit control-plane/src/subscriptions',
    sample: 'npm test -- --project unit control-plane/src/subscriptions/preview/preview.test.ts',
  },
  {
    id: 'statements',
    shows:
      'statements made again from the inputs they hold are byte-identical; after late events, voids and a deleted set of projections, ledger minus statements is exactly the next adjustment; one statement of each period, whoever dies',
    command:
      'TENANTRY_STATEMENT_RUNS=200 TENANTRY_STATEMENT_DEATHS=all npm test -- --project unit control-plane/src/invoices control-plane/src/payments control-plane/src/revenue contracts/src/commercial/rating',
    sample: 'npm test -- --project unit control-plane/src/invoices/statements.test.ts',
  },
  {
    id: 'health',
    shows:
      'coverage below the floor gives unknown for every combination of missing factors; no state flips more than once under noise of two points; one change is recorded once, whoever dies',
    command: 'npm test -- --project unit contracts/src/commercial/health control-plane/src/health',
  },
  {
    id: 'health-sweep',
    shows: "a sweep of 10,000 tenants: how long it takes, and the API's p99 meanwhile as a ratio to idle",
    command: 'npm run --silent bench -w control-plane -- --only health',
    sample: 'npm run --silent bench -w control-plane -- --only health --sample',
  },
  {
    id: 'enforcement',
    shows:
      'with a wrong clock, an empty or lagging ledger or a lost cluster nobody is suspended; the bound of an hour holds with two replicas; killed at every call, nobody is suspended without a record and no record is without its suspension',
    command: 'npm test -- --project unit contracts/src/commercial/enforcement control-plane/src/enforcement',
  },
  {
    id: 'enforcement-crashes',
    shows:
      'two real replicas, one of them killed before and after every write of enforcement: after at most 30 s no tenant is suspended without a record and no record is without its suspension, and the bound of an hour holds',
    command: 'npm run --silent chaos -- enforcement',
    sample: 'npm run --silent chaos -- enforcement --sample',
  },
  {
    id: 'alerts',
    shows:
      'two replicas and kills: one record for each transition, e-mail at least once under the same id; nothing flaps',
    command:
      'npm test -- --project unit contracts/src/commercial/alert control-plane/src/alerts control-plane/src/mail',
  },
  {
    id: 'alert-transitions',
    shows:
      'two real replicas on one store, killed again and again: of 10,000 changes of level of alerts one record each, told to a webhook and by e-mail at least once under one id',
    command: 'npm run --silent chaos -- alert-transitions --transitions 10000',
    sample: 'npm run --silent chaos -- alert-transitions --transitions 80',
  },
  {
    id: 'webhooks',
    shows:
      'a receiver that is down for two days, slow, answering 500 or 410: at least once with one stable id, sequences complete, signatures verified by the public library',
    command: 'npm test -- --project unit control-plane/src/webhooks',
  },
  {
    id: 'outgoing-guard',
    shows:
      'addresses that are not of the public internet are refused in every spelling, and names stay pinned',
    command: 'npm test -- --project unit control-plane/src/outgoing',
  },
  {
    id: 'stream',
    shows:
      'invalidations are resumed by Last-Event-ID, whoever lost their rights is cut off, and one process serves 1,000 clients',
    command: 'npm test -- --project unit control-plane/src/stream',
  },
  {
    id: 'roi',
    shows: 'an estimate has its formulas and bounds in it, and is seeded from measured usage',
    command: 'npm test -- --project unit contracts/src/commercial/roi control-plane/src/roi',
  },
];
