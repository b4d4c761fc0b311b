import type { Asks } from './asks.ts';

/** What people ask of the project itself, and of what was decided. */
export const PROJECT: Asks = {
  'README.md': `
    what is Tenantry, what is it for
    try it in two commands, run it locally
    what do I need to run it, prerequisites, Node, Go, Docker
    which Kubernetes versions are supported
    features at a glance, screenshots
    elevator summary, what problem does it solve
    who is it for
    download and start it
    see all tenants and their state with kubectl, command line
    sandbox with demo data
    is it mature, stable, production ready
    can it be white-labelled or embedded, our own branding
    for which customers is it not suitable`,
  'README.md#how-it-compares': `
    comparison with alternatives and competitors
    how is it different from Omnistrate, AWS SBT, Capsule, vCluster, Kamaji
    how is it different from Lago, Kill Bill, OpenMeter, Stripe Billing, Chargebee
    how is it different from Gainsight, Vitally, Totango
    why not Helm and Argo CD with our own scripts
    when should I not use it, which tool fits better
    market overview, buy or build
    open-source alternatives for multi-tenancy, metering or customer success
    compare with Gainsight, Vitally, OpenMeter or vCluster
    when is it the wrong product, choose another kind`,
  'README.md#licence': `
    which licence has it, open source, Apache, commercial use`,
  'README.md#two-commands': `
    npm start and npm test, requirements of the machine`,
  'CONTRIBUTING.md': `
    how can I contribute, send a pull request
    run the tests on my machine
    development setup, code style, lint
    where does code belong, structure of the repository
    which servers do tests need
    report a bug, propose a change
    quality assurance, test strategy, continuous integration
    set up an IDE, build from source`,
  'CONTRIBUTING.md#add-a-route-of-the-api': `
    add a new endpoint to the API`,
  'CONTRIBUTING.md#add-a-metric': `
    add a new metric to the code, instrument`,
  'CONTRIBUTING.md#add-a-page-of-the-console': `
    add a screen to the web interface, translation`,
  'CONTRIBUTING.md#add-a-reason-of-a-condition': `
    add a new error reason to the operator`,
  'CONTRIBUTING.md#write-documentation': `
    rules for documentation, runnable command blocks`,
  'CONTRIBUTING.md#variables-of-tests-and-tools': `
    environment variables for tests`,
  'CONTRIBUTING.md#layers-of-tests': `
    unit, store, cluster and end-to-end tests, how is quality ensured`,
  'CONTRIBUTING.md#how-tests-get-their-servers': `
    tests need an API server or MongoDB on my laptop`,
  'CONTRIBUTING.md#how-the-code-is-laid-out': `
    naming of files, size of a file, imports`,
  'CONTRIBUTING.md#what-holds-everywhere': `
    design principles, invariants`,
  'SECURITY.md': `
    report a security hole, responsible disclosure, security contact, bug bounty
    which versions get security fixes, supported versions
    how fast are vulnerabilities fixed, CVE, advisories
    what is in scope of the security policy
    I found a vulnerability, whom do I tell
    security patches and announcements
    disclosure timeline, embargo`,
  'SECURITY.md#supported-versions': `
    does my old version still get security updates`,
  'SECURITY.md#report-a-vulnerability': `
    where do I report a security problem privately`,
  'GOVERNANCE.md': `
    who decides, who are the maintainers
    become a maintainer, merge rights
    what happens if the maintainers leave, bus factor, future of the project
    how are decisions made, conflict of interest
    is there a company or foundation behind it
    project health, release process, responsibilities
    who can approve code changes, code review`,
  'GOVERNANCE.md#if-maintainers-go': `
    bus factor, what if the maintainers disappear`,
  'GOVERNANCE.md#becoming-a-maintainer': `
    how do I get commit rights`,
  'GOVERNANCE.md#decisions': `
    who decides about changes of the architecture`,
  'CHANGELOG.md': `
    what is new in this version, release notes
    what changed between two versions
    was a bug fixed, in which release
    which version do I need for a feature
    history of versions`,
  'docs/README.md': `
    table of contents of the documentation, where do I begin
    all pages at a glance`,
  'docs/ROADMAP.md': `
    what is planned, upcoming features, future
    when will staged roll-outs come
    is a requirement done, with which test
    feature request, what is missing still
    when will a feature be available
    which requirements are fulfilled
    will this be supported in the future`,
  'docs/ROADMAP.md#planned': `
    what comes next`,
  'docs/images/README.md': `
    how are the screenshots and diagrams made
    update a picture`,
  'docs/stewardship/README.md': `
    evidence for the claims, proof of figures
    what was released and why, with evidence
    is the log of changes tamper-evident, hash chain
    what does a citation such as E3 mean
    an error code of steward verify
    can I trust the numbers on these pages
    audit of the marketing statements
    show me that a claim is backed by something
    when was a feature released and why`,
  'docs/adr/README.md': `
    decision records, why was it built this way, ADR
    list of architectural decisions, trade-offs`,
  'docs/adr/0001-own-controller-runtime.md': `
    why is the operator written in TypeScript and not in Go, kubebuilder, operator SDK
    why an own controller runtime`,
  'docs/adr/0002-computed-field-sets.md': `
    why server-side apply with computed field sets
    how does the operator detect drift with little memory, metadata watches`,
  'docs/adr/0003-suspension-by-quota.md': `
    why is suspension done by a quota and not by scaling to zero`,
  'docs/adr/0004-tombstones-no-owner-references.md': `
    why are there no owner references, why tombstones instead of deleting`,
  'docs/adr/0005-admission-policies-not-webhooks.md': `
    why ValidatingAdmissionPolicy and CEL instead of admission webhooks`,
  'docs/adr/0006-tier-revisions.md': `
    why are tiers versioned, immutable revisions of tiers`,
  'docs/adr/0007-node-runs-typescript.md': `
    why does Node run TypeScript without a build step, type stripping, Node 24`,
  'docs/adr/0008-local-servers-from-go-modules.md': `
    why are the API server and etcd built from Go modules, envtest, kind, minikube`,
  'docs/adr/0009-biome.md': `
    why Biome and not ESLint and Prettier`,
  'docs/adr/0010-default-namespace.md': `
    why is the namespace of a tenant named t- with its name`,
  'docs/adr/0011-one-insert-decides.md': `
    why no transactions, how is consistency kept across databases, concurrency, optimistic locking`,
  'docs/adr/0012-counting-is-a-reconcile.md': `
    why is usage counted anew instead of incrementing counters`,
  'docs/adr/0013-seals-behind-the-writers.md': `
    why is the ledger sealed later, merkle tree, blockchain, signing of usage`,
  'docs/adr/0014-what-cannot-apply-is-not-missing.md': `
    why are factors that do not apply left out of the health score's coverage`,
  'docs/adr/0015-console-packages.md': `
    which libraries does the console use and why, Vue, charts, table
    why Vue and not React`,
  'docs/adr/0016-one-bundle-per-image.md': `
    why is the code bundled in images, image size, esbuild`,
  'docs/adr/0017-documentation-by-vitepress.md': `
    why VitePress for the documentation and a search of our own`,
  'docs/adr/0018-sqlite-first-mongodb-for-more.md': `
    why MongoDB and SQLite and not PostgreSQL
    why does the first installation use a file`,
  'docs/adr/0019-routes-are-data-on-express.md': `
    why Express and not Fastify, Hono or NestJS, how are routes declared`,
  'docs/adr/0020-definitions-without-conversion.md': `
    versions of the CRD, v1alpha1, conversion webhooks, compatibility of the API`,
  'docs/adr/0021-no-payment-processing.md': `
    why does it not process payments or make legal invoices, tax, PCI
    do you collect payments for us`,
  'docs/adr/0022-english-and-german.md': `
    in which languages is the console, translation, localisation
    add a translation to French or Spanish`,
  'docs/adr/0023-images-of-their-makers.md': `
    why are images of MongoDB, Grafana and nginx used as they are, pinned by digest
    are there images for ARM`,
  'docs/adr/0024-ed25519-without-a-service.md': `
    why are releases signed by Ed25519 and not by cosign, sigstore`,
  'docs/adr/0025-installer-in-bash.md': `
    why is the installer a bash script and not Ansible, Terraform or a binary`,
  'docs/adr/0026-money-and-quantities-are-integers.md': `
    why is money kept as integers and decimal strings, floating point, rounding errors`,
  'docs/adr/0027-server-sent-events.md': `
    why server-sent events and not WebSockets`,
};
