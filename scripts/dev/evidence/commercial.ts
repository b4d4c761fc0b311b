import type { EvidenceLine } from './evidence-line.ts';

/** What sellers, customer success and reviewers are told, where no other topic has a line for it. No Docker engine is needed. */
export const commercialLines: readonly EvidenceLine[] = [
  {
    id: 'access',
    shows:
      'keys, sessions, sign-in by an issuer with PKCE and the limits of failed sign-ins hold; a call without a row in the policy stops the start, and each call with each role answers as its row says (surface); of two tenants neither key sees what is the other’s, by any call (tenants-apart); a key reaches nothing beyond its tenant and its operations',
    command: 'npm test -- --project unit control-plane/src/access',
  },
  {
    id: 'audit',
    shows:
      'each change is in the audit record with who, before and after, refusals are there too, and secrets are not; a person is erased from its history, from closed forms and from sessions that are over, and the seals hold; as CSV it is whole',
    command: 'npm test -- --project unit control-plane/src/audit control-plane/src/tenants/notes-erasure',
  },
  {
    id: 'export',
    shows:
      'an export is encrypted, and refused when a bit was changed or its end cut off; imported into an empty store of either kind it answers as before, and lets nobody in who got in before',
    command:
      'npm test -- --project unit control-plane/src/transfer && CI=true npm test -- --project store control-plane/src/transfer',
  },
  {
    id: 'onboarding',
    shows:
      'a form becomes a tenant step by step, whoever dies; of a CSV file each faulty cell is told beforehand and nothing stored, and each customer is made once, however often it is sent',
    command: 'npm test -- --project unit control-plane/src/onboarding',
  },
  {
    id: 'found-in-the-cluster',
    shows:
      'a Tenant found in a cluster gets one record without a plan, and nothing of it is decided but its id and suspensions; fields of others are answered with their owners and left alone',
    command: 'npm test -- --project unit control-plane/src/cluster',
  },
  {
    id: 'plans',
    shows:
      'a published version of a plan does not change; an override has a reason, an author and an end; amounts are rounded once a line; overage is graduated; checks answer by the allowance and its policy',
    command:
      'npm test -- --project unit contracts/src/commercial control-plane/src/plans control-plane/src/subscriptions control-plane/src/entitlements',
  },
  {
    id: 'usage',
    shows:
      'an event is stored once under the id of its sender, and counted alike in any order, whoever dies; a person is erased from it and the seals hold; what was rejected is kept for a time, to be looked at',
    command: 'npm test -- --project unit control-plane/src/usage',
  },
  {
    id: 'statements',
    shows:
      'a statement is made once for a period and says what it was made from, what comes later is an adjustment in the next one; a list of statements comes as CSV; payments, credits and revenue add up',
    command:
      'npm test -- --project unit control-plane/src/invoices control-plane/src/payments control-plane/src/revenue',
  },
  {
    id: 'enforcement',
    shows:
      'enforcement decides without suspending until somebody sets it to live; then a notice comes first, and a payment, a larger plan, a new period, an exemption and a person each release',
    command: 'npm test -- --project unit control-plane/src/enforcement',
  },
  {
    id: 'operator-fence',
    shows:
      'the admission policies of the chart keep the operator to the namespaces that it made, and to the kinds of objects that it makes there',
    command: 'npm test -- --project cluster operator/manifests/tests/operator-fence',
  },
  {
    id: 'customer-life',
    shows:
      'tenants, notes and tasks, health, alerts, the page Today and a scheduled deletion that can be called off keep what their pages promise',
    command:
      'npm test -- --project unit control-plane/src/tenants control-plane/src/health control-plane/src/alerts control-plane/src/today',
  },
  {
    id: 'rights',
    shows:
      'no role has a wildcard; that of the operator has no say over Secrets, deletes no volume and no Tenant; the suites run with the rights that the chart gives, and no others',
    command: 'npm test -- --project unit operator/manifests/tests/rbac tests/drivers/rights',
  },
  {
    id: 'stores',
    shows:
      'one suite of what a store promises passes on a SQLite file and on two servers that speak the protocol of MongoDB, neither of them a mongod',
    command: 'CI=true npm test -- --project store control-plane/src/storage',
  },
  {
    id: 'settings',
    shows:
      'all faults of a configuration are told at once; a secret comes from a file, and neither a fault nor a line of the log shows one',
    command: 'npm test -- --project unit control-plane/src/config.test.ts control-plane/src/logger.test.ts',
  },
  {
    id: 'review-pack',
    shows:
      'the folder for a security review has each part once with its checksum, names what the machine could not make, and is left by no fault as a half',
    command: 'npm test -- --project unit scripts/commercial/review-pack',
  },
  {
    id: 'sample-customers',
    shows:
      'the month of the sample customers is played by the public API, and comes to the states, causes, actions and bills that the scenarios and the handbook say',
    command: 'npm test -- --project store tests/docs/commercial',
  },
  {
    id: 'named-things',
    shows:
      'each call, role, page, alert rule, event and metric that a commercial page names is there, and one of a checkpoint’s owners may make each of its calls',
    command: 'npm test -- --project unit scripts/commercial',
  },
  {
    id: 'deletion',
    shows:
      'a deleted Tenant leaves a tombstone: its workloads are stopped, namespace and data are kept until the date on it; with the policy Delete the namespace goes with it',
    command: 'npm test -- --project cluster tests/guarantees/deletion',
  },
];
