import type { Asks } from './asks.ts';

/** What people ask the reference. */
export const REFERENCE: Asks = {
  'docs/reference/tenant.md': `
    how do I write the YAML of a tenant
    example manifest of a customer, spec
    what can be set for a single tenant
    naming rules of a tenant, can a tenant be renamed
    minimal and complete example of kind Tenant
    short name for kubectl get
    store tenants in Git
    which settings can I change per customer without touching the tier
    check a manifest of a tenant before applying it, kubectl dry run
    which changes to a tenant are refused by the API server, immutable fields, validation
    apply tenants from a Git repository`,
  'docs/reference/tenant.md#name-and-tier': `
    change the tier of a tenant with kubectl
    rename a customer`,
  'docs/reference/tenant.md#namespace': `
    choose the namespace of a tenant, move a tenant to another namespace`,
  'docs/reference/tenant.md#what-differs-from-the-tier': `
    give one tenant more CPU, memory, storage or replicas than its tier
    raise the quota of a single customer
    turn a feature flag on for one customer
    another image for one customer
    more pods or memory for an important customer
    override settings of a single tenant
    limit the number of pods, services or volumes of a tenant`,
  'docs/reference/tenant.md#owners': `
    give a customer's developers access to their namespace with kubectl
    who may log in to the namespace of a tenant, RBAC for users or groups
    add a user to a tenant's namespace`,
  'docs/reference/tenant.md#what-it-becomes': `
    which Kubernetes objects does the operator create for a tenant`,
  'docs/reference/tenant.md#reading-its-state': `
    wait in a script until a tenant is ready
    difference between Ready and Available`,
  'docs/reference/tenant.md#deleting-it': `
    keep or delete data when a tenant is deleted, deletionPolicy
    protection against accidental deletion, break glass`,
  'docs/reference/tenant.md#suspending-it': `
    suspend in the manifest`,
  'docs/reference/tenant.md#pausing-it': `
    set spec.paused in the manifest`,
  'docs/reference/tenant-fields.md': `
    list of all fields of the Tenant custom resource
    schema of the CRD, default values, validation rules
    what do the status fields of a tenant mean`,
  'docs/reference/tier.md': `
    how do I define what customers of a plan run
    write a template of deployments for tenants
    package our application as a tier
    example YAML of a tier
    describe the stack that every customer gets
    several services per tenant, microservices, worker, database
    health probes, ports, resources of a component
    keep one tenant from eating all memory of the cluster
    prevent access to the cloud metadata service
    may I edit or replace the shipped tiers`,
  'docs/reference/tier.md#bounds': `
    default quota and limits for all customers of a tier
    forbid load balancers and node ports
    maximum number of pods per tenant`,
  'docs/reference/tier.md#components': `
    expose a customer's application by ingress under its own domain
    autoscaling, HPA, pod disruption budget
    where do secrets and pull secrets of tenants come from
    can I run a StatefulSet, database or cron job per tenant
    helm chart per tenant
    inject a database password from a Kubernetes secret into a component`,
  'docs/reference/tier.md#pods': `
    container needs root or a writable directory
    read-only file system, security context, pod security
    which user id do the processes run as, writable paths`,
  'docs/reference/tier.md#volumes': `
    persistent storage for tenants, disk size, grow a volume, more disk space for a tenant
    is the data of a customer stored on its own disk
    is a volume deleted when a tenant gets a smaller tier`,
  'docs/reference/tier.md#network': `
    let a tenant's pods reach an external database or the internet, egress
    allow traffic from the ingress controller
    isolate tenants by network policies, firewall between customers
    call a third-party API from a tenant's pod, outbound traffic is blocked
    customers must not see each other's traffic`,
  'docs/reference/tier.md#values-that-differ-by-tenant': `
    pass the tenant's name or a setting to the container as an environment variable
    per-tenant configuration, templating, placeholders, feature flags in the application
    tenant-specific environment variables`,
  'docs/reference/tier.md#what-a-tenant-may-override': `
    what may differ between tenants of the same tier, overridable`,
  'docs/reference/tier.md#editing-it': `
    what happens to tenants when a tier is edited, revisions
    do pods restart when a tier or the operator changes`,
  'docs/reference/tier-fields.md': `
    list of all fields of the Tier custom resource
    schema and defaults of components, probes, ports, volumes, autoscaling, ingress`,
  'docs/reference/tierrevision-fields.md': `
    what is a TierRevision, fields of a revision
    which revision does a tenant run`,
  'docs/reference/conditions.md': `
    list of all conditions and reasons
    meaning of a reason in kubectl describe
    status Ready False, Stalled, Reconciling, Suspended, QuotaPressure
    what does this reason mean
    ready is true but the customer's application does not answer
    what does Stalled or Reconciling tell me`,
  'docs/reference/operator.md': `
    environment variables and flags of the operator
    metrics of the operator
    meaning of labels and annotations on namespaces and objects
    change how long deleted tenants are kept
    log level, health probes, lease settings of the operator
    how often does the operator re-apply everything
    preview what a tier would create without a cluster
    configure the operator, concurrency, intervals
    what does the label tenantry.dev on an object mean
    retention of tombstones
    namespace or leader election settings`,
  'docs/reference/operator.md#configuration': `
    run several operators, lease name, leader election timing
    make the operator react faster or slower, resync, timeouts, workers`,
  'docs/reference/operator.md#labels-and-annotations': `
    meaning of an annotation on a namespace`,
  'docs/reference/operator.md#endpoints': `
    health endpoint of the operator, port 8081`,
  'docs/reference/operator.md#metrics': `
    metrics about reconciles and queues`,
  'docs/reference/chart.md': `
    all values of the helm chart, values.yaml
    set resources, node selector, tolerations, affinity or replicas in the chart
    run two replicas of the control plane or operator on Kubernetes, high availability, autoscaling
    OpenShift, security context, arbitrary user ids
    Helm refuses a value
    configure ingress, TLS, service, storage class of the release
    parameters of helm install
    pull secret, registry, image tag in the chart
    taints, tolerations, priority class, node placement of the operator
    network policy, ServiceMonitor, CronJob for backups in values
    downgrade of the chart
    spread pods over nodes or zones, spot nodes`,
  'docs/reference/chart.md#what-stays-after-helm-uninstall': `
    what is left behind after helm uninstall`,
  'docs/reference/chart.md#who-may-do-what': `
    which RBAC permissions and cluster roles does the operator need and why
    rights of the service accounts in the cluster`,
  'docs/reference/chart.md#networkpolicies': `
    network policies of the release, which ports are open`,
  'docs/reference/chart.md#operator': `
    resources, replicas and scheduling of the operator pod`,
  'docs/reference/chart.md#controlplane': `
    ingress, autoscaling, environment and secrets of the control plane in values`,
  'docs/reference/chart.md#store': `
    choose SQLite or MongoDB in the chart, storage class and size`,
  'docs/reference/chart.md#backup': `
    scheduled backups in the chart, retention of backup files`,
  'docs/reference/chart.md#monitoring': `
    service monitor, prometheus rules and dashboard values`,
  'docs/reference/chart.md#what-it-refuses': `
    helm error: value is not allowed`,
  'docs/reference/control-plane.md': `
    exit codes of the control plane
    health endpoints livez and readyz, load balancer check
    traces, spans, OpenTelemetry
    which endpoints need no login
    which version answers, build information`,
  'docs/reference/control-plane.md#beside-the-api': `
    readyz answers 503, which checks are there`,
  'docs/reference/control-plane.md#traces': `
    distributed tracing, Jaeger, Tempo`,
  'docs/reference/environment.md': `
    list of all settings and environment variables
    change the port that the server listens on
    configure SMTP, OIDC, Stripe, the store, clusters, webhooks
    where do I set a variable with Compose or Helm
    session lifetime, log level, rate limits, trusted proxies, outgoing allow list
    what can be configured in .env
    does a change of a setting need a restart
    reference of configuration options with defaults
    how do I turn telemetry on or off
    MongoDB connection string, store URL
    which settings are secret
    OIDC client id, issuer, audience, role mapping
    I changed a value in .env and nothing happened
    where do I put additional environment variables`,
  'docs/reference/environment.md#e-mail': `
    SMTP host, port, user and password variables`,
  'docs/reference/environment.md#access': `
    variables for single sign-on, sessions and rate limits`,
  'docs/reference/environment.md#store': `
    data folder and database address`,
  'docs/reference/environment.md#telemetry': `
    OTLP endpoint, sampling of traces`,
  'docs/reference/environment.md#payments': `
    Stripe keys`,
  'docs/reference/environment.md#usage': `
    retention days, backfill window, grace of usage`,
  'docs/reference/cli.md': `
    command line options of tenantry and npm scripts
    list of all commands
    create, list or revoke keys on the command line
    usage, flags and exit codes of a command
    kubectl plugin
    command to verify, export, import or migrate
    arguments of npm run
    tenantry command inside the container`,
  'docs/reference/cli.md#tenantry-keys-create': `
    make an API key on the server`,
  'docs/reference/cli.md#tenantry-verify': `
    command that checks the ledger`,
  'docs/reference/cli.md#tenantry-backup': `
    command for scheduled backups, how many to keep`,
  'docs/reference/cli.md#tenantry-migrate-status': `
    which database migrations are pending`,
  'docs/reference/cli.md#npm-start': `
    options of npm start, choose the port or number of nodes`,
  'docs/reference/cli.md#npm-test': `
    run one test file or another Kubernetes version`,
  'docs/reference/installer.md': `
    options of install_tier.sh
    what does the exit code of the installer mean
    two installations on one machine, staging and production on the same host
    which files does an installation consist of, where is the data on disk
    the installation was interrupted or killed half way
    change a setting of an installation afterwards, apply a changed .env
    command reference: install, upgrade, rollback, backup, restore, uninstall, status, doctor
    unattended installation in CI or Ansible, answer yes
    what is kept where below /opt/tenantry
    collect information for support, support bundle
    interrupted update, power failure during installation
    I edited .env, how does it take effect
    which folder do I include in my server backup
    apply settings again, repair an installation, settings from a backup`,
  'docs/reference/installer.md#secrets': `
    change or rotate a password or secret of the installation, database password, Grafana password
    renew the TLS certificate`,
  'docs/reference/installer.md#a-backup': `
    open a backup by hand without the installer, format of a backup`,
  'docs/reference/installer.md#exit-code-17': `
    exit code 17, the former version does not start after a failed upgrade`,
  'docs/reference/installer.md#when-it-fails-or-is-killed': `
    the upgrade failed half way, is the old version running again`,
  'docs/reference/installer.md#exit-codes': `
    the installer says that a port is taken or that memory is too small`,
  'docs/reference/installer.md#two-on-one-machine': `
    run two copies or projects side by side on the same host`,
  'docs/reference/installer.md#files-of-an-installation': `
    where are data, secrets and backups stored on the server
    move the data to another disk or partition`,
  'docs/reference/installer.md#commands': `
    status of the installation, which version is installed, check health`,
  'docs/reference/installer.md#options': `
    accept-breaking, dry-run, yes, set, registry`,
  'docs/reference/installer.md#limits': `
    are Grafana dashboards, users and metrics in a backup`,
  'docs/reference/tiers.md': `
    system requirements: CPU, RAM, memory, disk
    minimum hardware, how large a server do I need
    what is the difference between community, pro and enterprise
    which containers and services does each edition run
    does it phone home, telemetry, update check
    free edition, which edition is for me
    how much RAM and how many CPUs does each edition want
    smallest possible installation, cheap VPS
    which database and monitoring come with which edition
    does it contact the internet
    do I need MongoDB or is a file enough
    is there a free version
    does a self-hosted installation need a licence key
    what do I get in the smallest and in the largest edition`,
  'docs/reference/compose.md': `
    how are the Compose files laid out, override a service
    add-ons and profiles
    networks between the containers, internal ports
    nginx proxy and TLS of the enterprise edition, security headers
    mount my own file, docker-compose.override
    file permissions of secrets, user id
    connect an existing Prometheus or reverse proxy
    TLS versions, HSTS, cipher
    change ports or limits of a container`,
  'docs/reference/compose.md#the-proxy': `
    nginx configuration, TLS, rate limit of the proxy
    where is TLS terminated`,
  'docs/reference/compose.md#add-ons': `
    turn on Prometheus and Grafana as an add-on`,
  'docs/reference/compose.md#networks': `
    which containers can talk to each other or to the internet`,
  'docs/reference/hardening.md': `
    do the containers run as root, capabilities, privileged
    read-only root file system, resource limits, seccomp, no new privileges
    CIS Docker benchmark
    which ports and mounts has each container
    security settings of each container
    is the Docker socket mounted
    Docker security, user ids, dropped capabilities
    can a broken container harm the host`,
  'docs/reference/assets.md': `
    list of every file, image, port and secret of an installation
    which images are used and in which version
    who owns which asset, inventory
    which ports are used on the machine
    which ports, folders and secrets are there on the machine`,
  'docs/reference/metrics.md': `
    list of all metrics, names and labels
    what does a metric with the prefix tenantry mean
    histogram, counter, gauge for PromQL
    OpenTelemetry instruments of billing
    which metric shows the number of tenants, failed requests or lag
    build my own Grafana panel`,
  'docs/reference/metrics.md#billing-instruments': `
    OTLP metrics of usage and money, labels by tenant`,
  'docs/reference/plans.md': `
    what does a plan consist of: price, allowance, add-ons, trial, features
    hard, soft and grace limits
    free trial, how long, extend a trial
    when does a billing period begin, time zone, anniversary billing
    rounding and currency of amounts
    proration when a plan changes in the middle of a month
    annual and monthly billing interval
    cancel a subscription at the end of the period
    feature flags and entitlements of a customer
    minimum commitment, volume pricing, tiered pricing, per seat
    how exact and how fast is an entitlement check, caching
    what will this month cost so far, upcoming charges
    annual contract with a monthly allowance
    does unused allowance roll over
    how are months counted when a customer starts on the 31st
    what happens at the end of a trial
    overage price, price per unit, graduated
    grandfathering, immutable plan versions
    when may an application let a request pass, fail open or closed
    is there a discount for paying yearly
    may a customer go on when the usage service cannot be asked
    wait until usage is counted before a limit is checked
    difference between a plan and a tier
    see how the bill would look before the month ends
    customer cancels, subscription ends, what then
    free tier, plan without a price
    how is an add-on priced
    give a customer extra units this month`,
  'docs/reference/plans.md#entitlements': `
    how does my application know what a customer may still use
    show the user of my app how much of the allowance is left`,
  'docs/reference/plans.md#a-subscription': `
    prolong a trial, end a subscription, scheduled change`,
  'docs/reference/plans.md#periods': `
    start of the billing month, leap year, time zone
    which time zone are periods in`,
  'docs/reference/plans.md#money': `
    cents, decimals, half-even rounding`,
  'docs/reference/plans.md#a-plan': `
    spending minimum, setup of add-ons, support level in a plan`,
  'docs/reference/statements.md': `
    when is the invoice made
    what do the lines of a statement mean, adjustment
    late usage on a closed invoice
    VAT, tax on invoices
    credits, refunds and credit notes
    pay by credit card, Stripe, payment provider
    states of an invoice: open, overdue, paid, void
    is it a legal invoice, invoice numbers, accounting export, book-keeping
    reproduce how an invoice was calculated
    when is a customer billed, billing date
    invoice differs from usage shown
    apply a credit to the next bill
    take payments online
    payment failed, partially paid, due date, payment terms
    export invoices to DATEV, QuickBooks, Xero or an ERP
    somebody paid, why does it still say open
    final bill after a customer was deleted
    do statements get new numbers after a correction
    bill before the month ends, draft, forecast
    who may write off, void or credit an amount
    can the customer see or download its invoices
    reason for an adjustment on this month's statement`,
  'docs/reference/statements.md#payments-by-stripe': `
    is payment processing included, card payments, payment gateway`,
  'docs/reference/statements.md#credits-and-credit-notes': `
    give a customer money back, goodwill credit`,
  'docs/reference/statements.md#lines': `
    kinds of lines on a bill: base, add-on, overage, minimum, tax`,
  'docs/reference/statements.md#states': `
    when is an invoice overdue`,
  'docs/reference/statements.md#when-a-statement-is-made': `
    on which day does the bill come, grace after the end of the period`,
  'docs/reference/statements.md#from-a-line-to-its-events': `
    trace an amount back to single usage events`,
  'docs/reference/statements.md#inputs-and-making-it-again': `
    recalculate a bill, check that it is right`,
  'docs/reference/revenue.md': `
    MRR, ARR, monthly recurring revenue
    churn rate, net revenue retention, expansion
    how is revenue calculated, definitions for the board or investors
    revenue report for finance, average revenue per account
    KPI, SaaS metrics, growth
    new, expansion, contraction and lost revenue
    how much do we earn per month, forecast
    revenue figures for the board`,
  'docs/reference/revenue.md#definitions': `
    gross churn and net churn, logo churn, upgrades and downgrades in revenue`,
  'docs/reference/revenue.md#who-is-behind-a-figure': `
    list of customers behind a revenue figure`,
  'docs/reference/performance.md': `
    benchmark results, throughput, latency
    how many events per second can it take
    load test, is it fast enough
    memory consumption with 10,000 tenants
    how fast is an entitlement check
    how was it measured, hardware of the benchmark
    requests per second, p99`,
  'docs/reference/performance.md#taking-usage-in': `
    how fast is usage taken in, events per second on SQLite`,
  'docs/reference/performance.md#memory': `
    how much memory does the control plane use`,
  'docs/reference/performance.md#what-these-figures-do-not-say': `
    are the benchmarks realistic`,
  'docs/reference/alerts.md': `
    which alerts are there and when are they raised
    default thresholds for usage, renewals, health, onboarding
    why does an alert not go away, flapping, hysteresis
    states of an alert: acknowledged, snoozed, recovered
    who gets which e-mail, how often are mails retried
    spike in usage, unusual consumption, anomaly
    what shall I do about an alert in the inbox
    what does an alert about a renewal, quota or rate mean
    customer suddenly uses much more or much less
    inbox, filter and history of alerts
    message before a contract runs out, renewal in 90, 30 or 7 days
    an alert came back after I closed it
    why did I get an alert for a customer that is fine, false alarm`,
  'docs/reference/alerts.md#rules': `
    renewal reminder, quota alert, unusual rate, thresholds of 80 and 100 percent
    which alert tells of falling health or a stuck onboarding`,
  'docs/reference/alerts.md#e-mail': `
    which e-mails are sent and to whom`,
  'docs/reference/alerts.md#settings': `
    less noise for small customers, different thresholds by plan`,
  'docs/reference/alerts.md#the-inbox': `
    undo an acknowledgement, unassign, wake a snoozed alert`,
  'docs/reference/alerts.md#levels': `
    why did an alert rise or fall, margin and hold`,
  'docs/reference/enforcement.md': `
    what happens automatically when a customer exceeds its plan or does not pay
    will a customer be cut off, throttled or suspended at its limit
    dunning schedule: reminders, warnings, notice period
    how long is the grace or notice period before a suspension
    why was a customer not suspended, held
    how many customers may be suspended in an hour, safety limit
    what does the customer see before it is suspended
    extend the notice, exemption, release, approve
    block usage above the quota
    can overdue customers be stopped automatically
    stages from clear to suspended
    who is going to be suspended next, countdown
    reactivation after payment, how fast
    account exceeded its allowance, will it be shut down tonight
    how many days after the due date is a customer suspended
    suspension because of usage ends with the period
    dry run, rehearsal, mode live`,
  'docs/reference/enforcement.md#what-a-plan-says': `
    configure reminders, warning and notice days in a plan`,
  'docs/reference/enforcement.md#what-holds-a-step-back': `
    a suspension does not happen, clock_behind, ledger_lagging`,
  'docs/reference/enforcement.md#what-people-decide': `
    what is the customer itself told about its suspension
    see all customers that are about to be suspended`,
  'docs/reference/enforcement.md#where-a-tenant-stands': `
    what do notified, throttled, notice and awaiting_approval mean`,
  'docs/reference/enforcement.md#when': `
    how fast does enforcement react`,
  'docs/reference/roi.md': `
    API for the return on investment, calculator
    fields of an estimate: benefits, costs, risks
    payback period, net present value, sensitivity
    estimate savings by an API call`,
  'docs/reference/roi.md#what-it-is-not': `
    is the estimate a promise or forecast`,
  'docs/reference/roi.md#the-seed': `
    prefill the calculator with measured usage of a customer`,
  'docs/reference/usage.md': `
    how do I send usage events from my backend, metering API
    report consumption in batches, CloudEvents
    what if an event is sent twice, duplicate, idempotency, retry
    correct or void a wrong event, usage was reported wrongly
    late events, time stamps in the past or future, backfill
    declare a new meter, count unique users, gigabytes, seats, storage hours
    why was an event rejected
    read the usage of a customer as a chart or CSV, top consumers
    maximum size of a request
    difference between meters, aggregation sum, max, unique
    ingest API, endpoint for measurements, batch upload
    track consumption per user, project or region, dimensions
    bill by gigabyte, API call, active user or hour
    response of a usage request: accepted, duplicate, rejected, retry
    remove test events, undo a wrong import
    show customers their consumption in our product
    usage of this month for one tenant
    meter active users instead of requests
    customer was charged for our test traffic
    my events are accepted but do not show up
    who may send usage, key with the role ingest
    bulk upload of usage, backfill history
    send usage as CloudEvents, NDJSON or a list`,
  'docs/reference/usage.md#sending-events': `
    JSON of a usage event, fields, example
    to which tenant does an event belong, tenantId or slug in an event`,
  'docs/reference/usage.md#time-policy': `
    how old may an event be, clock skew`,
  'docs/reference/usage.md#meters': `
    define what is counted, custom meter, gauge, peak, average
    what is a meter, which are shipped`,
  'docs/reference/usage.md#reading': `
    query usage by hour or day, export usage
    give a customer an export of its own usage data`,
  'docs/reference/usage.md#corrections': `
    take back usage that was sent by mistake`,
  'docs/reference/usage.md#answers': `
    partial success of a batch, status code 503 while sending usage`,
  'docs/reference/health.md': `
    what is the health score made of, factors and weights
    why does a customer have no score, unknown, coverage
    why is a customer at risk although the score is good, hard facts
    how are sentiment, NPS and tickets entered
    how often is health updated
    suggested actions, playbooks, tasks
    list of customers that need somebody today
    churn prediction, backtest, accuracy
    how do I read the factors of a score
    early and established customers
    customers who improved or got worse
    ticket counts, satisfaction percent import
    how many days without activity until a customer counts as inactive
    what do the colours and states next to customers mean
    what is a good score, thresholds 40 and 70`,
  'docs/reference/health.md#hard-facts': `
    good score but still at risk`,
  'docs/reference/health.md#factors': `
    how is adoption, usage trend or support counted`,
  'docs/reference/health.md#todays-list': `
    who needs attention today, order of the list`,
  'docs/reference/health.md#what-people-say': `
    upload NPS, satisfaction or tickets by CSV`,
  'docs/reference/health.md#reading': `
    score history by day, export scores`,
  'docs/reference/health.md#when-it-is-evaluated': `
    how old is a score, refresh a score now`,
  'docs/reference/health.md#suggested-actions-and-tasks': `
    due date and owner of a task, close a task
    reminder for next week, follow-up`,
  'docs/reference/health.md#backtest': `
    try other weights on past customers who left`,
  'docs/reference/tenants-api.md': `
    create, change, suspend or delete a customer by the API
    update contacts, account owner, renewal date, tags, CRM id
    what is the difference between slug and tenantId
    schedule the deletion of a customer, cancel a contract
    list and filter customers by the API, pagination
    a tenant applied by kubectl appears in the control plane
    conflict between Git or Argo CD and the control plane, field owned elsewhere, drift
    tenant is held after a restore
    several clusters and regions
    states of a customer: registering, active, suspended, deleting
    sync customer master data from a CRM
    customer record, metadata, custom attributes
    restored database does not match the cluster
    reuse the name of a deleted customer
    two people change the same tenant at the same time
    move a customer to another cluster or region
    add tags or a CRM id to a customer`,
  'docs/reference/tenants-api.md#held': `
    settle tenants after restoring an old backup`,
  'docs/reference/tenants-api.md#found-in-the-cluster': `
    tenants made with kubectl without a plan`,
  'docs/reference/tenants-api.md#workload': `
    which fields does the control plane write, conflict with Git`,
  'docs/reference/tenants-api.md#delete': `
    last bill of a customer who is deleted in the middle of the month
    end of contract, final invoice`,
  'docs/reference/tenants-api.md#identity': `
    allowed characters and length of a slug, capital letters, underscores`,
  'docs/reference/tenants-api.md#suspend-and-resume': `
    suspend a customer by the API, with an end`,
  'docs/reference/tenants-api.md#list': `
    search customers by tag, owner or plan with the API`,
  'docs/reference/tenants-api.md#change': `
    replace contacts or owner of a customer with PATCH`,
  'docs/reference/tenants-api.md#clusters': `
    which clusters are configured, region of a customer`,
  'docs/reference/events.md': `
    list of all event types with their payload
    poll changes for an integration, change feed, sync to a data warehouse or CRM
    what is told when a plan changes, a tenant is suspended or an alert is raised
    CloudEvents schema
    audit changes in another system, stream of business events
    names and fields of events
    examples of the JSON of each event
    retention of events, how far back may I read
    subscribe to changes of tenants, plans and statements
    which personal data is in events`,
  'docs/reference/webhooks.md': `
    format and headers of a webhook, signature algorithm
    how often are failed webhooks retried, timeouts
    in which order do webhooks arrive, duplicates
    webhook was disabled by itself
    filter which events are sent
    secrets of webhooks, encryption
    payload example, header names, replay protection
    exactly once or at least once delivery
    stop sending to a webhook temporarily, disable and enable`,
  'docs/reference/webhooks.md#when-it-is-tried': `
    retry schedule, webhook disabled after failures`,
  'docs/reference/webhooks.md#what-holds': `
    consumer gets the same message twice, deduplicate webhooks
    are secrets of webhooks encrypted in the database`,
  'docs/reference/webhooks.md#what-is-sent': `
    personal data in webhooks`,
  'docs/reference/console.md': `
    how is the web interface served, caching, content security policy
    what does the console store about me, preferences, cookies, saved views
    user tracking and analytics of the console
    which languages has the console
    data that the console keeps per user`,
  'docs/reference/console.md#what-is-kept-for-a-person': `
    what does the console remember about what I looked at
    drafts, recently opened tenants, preferences across browsers`,
  'docs/reference/stream.md': `
    live updates in the browser, server-sent events, EventSource, WebSocket, real time
    how many clients may listen, reconnect after a lost connection
    push instead of polling
    get notified immediately of changes in the browser
    real-time updates for my own dashboard
    subscribe to changes from the browser`,
  'docs/reference/stream.md#bounds': `
    maximum number of connections of the live stream`,
  'docs/reference/api.md': `
    list of all REST endpoints
    which role may call which operation
    parameters of an API call, OpenAPI, Swagger
    which endpoint do I need for this
    permissions of a call
    generate a client library from the OpenAPI description
    idempotency key, pagination cursor and ETag headers
    who may make a call, needed role
    use the API from another programming language, what is returned for a repeated request`,
  'docs/reference/problems.md': `
    list of all error codes of the API
    format of error responses, problem+json
    what does conflict, precondition_failed or rate_limited mean
    too many requests, 429, rate limit, Retry-After
    403 forbidden, 401 unauthenticated
    412, If-Match, somebody else changed it
    meaning of an error code returned by the server
    request failed, what does the code say
    the API returned 409 conflict, what now
    invalid cursor, idempotency mismatch, payload too large`,
};
