/**
 * Which suite runs the commands of which page: every page with a block that is run is in one of these, and in one alone.
 * The pages of a run are read in this order, each from its first block to its last.
 *
 * A new page of commands: put it into the run whose world it speaks of, or mark its blocks by a reason of
 * blocks/reasons.ts.
 */
export interface Run {
  /** The file that runs them, below the root. */
  readonly suite: string;
  /** What the reader has before the first page. */
  readonly world: string;
  readonly pages: readonly RunPage[];
}

export interface RunPage {
  readonly page: string;
  /** Pages that this one links to for what it takes for granted: their blocks come first, in the same terminal. */
  readonly after?: readonly string[];
}

const CALL = 'docs/how-to/call-the-api.md';
const called = (page: string): RunPage => ({ page: `docs/${page}`, after: [CALL] });
const page = (path: string): RunPage => ({ page: `docs/${path}` });

export const RUNS = {
  operator: {
    suite: 'tests/docs/operator.cluster.test.ts',
    world: 'a cluster with the operator and the sample tenants, and a checkout',
    pages: [
      page('how-to/install.md'),
      page('how-to/connect-a-cluster.md'),
      page('how-to/install-the-chart.md'),
      page('how-to/recover-from-a-disaster.md'),
      page('tutorial/first-tenant.md'),
      page('how-to/run-outside-the-cluster.md'),
      page('how-to/suspend-and-resume.md'),
      page('how-to/pause.md'),
      page('how-to/troubleshoot.md'),
      page('explanation/drift.md'),
      page('explanation/security.md'),
      page('how-to/change-a-tier.md'),
      page('how-to/delete-and-adopt.md'),
      page('how-to/uninstall.md'),
    ],
  },
  api: {
    suite: 'tests/docs/api.store.test.ts',
    world: 'npm start -- --no-cluster, and what it prints for another terminal',
    pages: [
      { page: CALL },
      page('tutorial/first-customer.md'),
      called('how-to/onboard-a-customer.md'),
      called('how-to/keys.md'),
      called('how-to/customer-health.md'),
      called('how-to/alert-people.md'),
      called('how-to/sell-plans.md'),
      called('how-to/change-a-plan.md'),
      called('how-to/enforce-plans.md'),
      called('how-to/receive-webhooks.md'),
      called('reference/events.md'),
      called('reference/stream.md'),
      called('reference/roi.md'),
      called('how-to/count-and-bill-your-own.md'),
    ],
  },
  controlPlane: {
    suite: 'tests/docs/control-plane.store.test.ts',
    world: 'a checkout with its packages, and nothing that runs',
    pages: [
      page('how-to/run-the-control-plane.md'),
      called('how-to/verify-the-ledger.md'),
      page('how-to/back-up-and-move.md'),
    ],
  },
  checkout: {
    suite: 'tests/docs/checkout.test.ts',
    world: 'a checkout with its packages',
    pages: [
      page('how-to/cite-a-claim.md'),
      page('stewardship/README.md'),
      page('how-to/keep-the-stewardship-log.md'),
      page('commercial/roi-methodology.md'),
      page('commercial/README.md'),
    ],
  },
  freshClone: {
    suite: 'tests/end-to-end/docs.ts',
    world: 'a clone of this repository, and a Docker engine',
    pages: [
      { page: 'README.md' },
      called('how-to/runbooks.md'),
      page('how-to/read-and-serve-the-documentation.md'),
      page('how-to/install-with-compose.md'),
      page('how-to/upgrade.md'),
      page('reference/installer.md'),
      page('how-to/build-images.md'),
    ],
  },
} as const satisfies Record<string, Run>;
