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
    store tenants in Git`,
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
    override settings of a single tenant`,
  'docs/reference/tenant.md#owners': `
    give a customer's developers access to their namespace with kubectl
    who may log in to the namespace of a tenant, RBAC for users or groups`,
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
    health probes, ports, resources of a component`,
  'docs/reference/tier.md#bounds': `
    default quota and limits for all customers of a tier
    forbid load balancers and node ports`,
  'docs/reference/tier.md#components': `
    expose a customer's application by ingress under its own domain
    autoscaling, HPA, pod disruption budget
    where do secrets and pull secrets of tenants come from
    can I run a StatefulSet, database or cron job per tenant
    helm chart per tenant`,
  'docs/reference/tier.md#pods': `
    container needs root or a writable directory
    read-only file system, security context, pod security`,
  'docs/reference/tier.md#volumes': `
    persistent storage for tenants, disk size, grow a volume, more disk space for a tenant
    is the data of a customer stored on its own disk`,
  'docs/reference/tier.md#network': `
    let a tenant's pods reach an external database or the internet, egress
    allow traffic from the ingress controller
    isolate tenants by network policies, firewall between customers
    call a third-party API from a tenant's pod, outbound traffic is blocked
    customers must not see each other's traffic`,
  'docs/reference/tier.md#values-that-differ-by-tenant': `
    pass the tenant's name or a setting to the container as an environment variable
    per-tenant configuration, templating, placeholders, feature flags in the application`,
  'docs/reference/tier.md#what-a-tenant-may-override': `
    what may differ between tenants of the same tier, overridable`,
  'docs/reference/tier.md#editing-it': `
    what happens to tenants when a tier is edited, revisions`,
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
    what does this reason mean`,
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
    downgrade of the chart`,
  'docs/reference/chart.md#what-stays-after-helm-uninstall': `
    what is left behind after helm uninstall`,
  'docs/reference/chart.md#who-may-do-what': `
    which RBAC permissions and cluster roles does the operator need and why
    rights of the service accounts in the cluster`,
  'docs/reference/chart.md#networkpolicies': `
    network policies of the release, which ports are open`,
  'docs/reference/control-plane.md': `
    exit codes of the control plane
    health endpoints livez and readyz, load balancer check
    traces, spans, OpenTelemetry
    which endpoints need no login`,
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
    OIDC client id, issuer, audience, role mapping`,
  'docs/reference/cli.md': `
    command line options of tenantry and npm scripts
    list of all commands
    create, list or revoke keys on the command line
    usage, flags and exit codes of a command
    kubectl plugin
    command to verify, export, import or migrate
    arguments of npm run`,
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
    interrupted update, power failure during installation`,
  'docs/reference/installer.md#secrets': `
    change or rotate a password or secret of the installation, database password, Grafana password
    renew the TLS certificate`,
  'docs/reference/installer.md#a-backup': `
    open a backup by hand without the installer, format of a backup`,
  'docs/reference/installer.md#exit-code-17': `
    exit code 17, the former version does not start after a failed upgrade`,
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
    does it contact the internet`,
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
  'docs/reference/hardening.md': `
    do the containers run as root, capabilities, privileged
    read-only root file system, resource limits, seccomp, no new privileges
    CIS Docker benchmark
    which ports and mounts has each container
    security settings of each container
    is the Docker socket mounted`,
  'docs/reference/assets.md': `
    list of every file, image, port and secret of an installation
    which images are used and in which version
    who owns which asset, inventory
    which ports are used on the machine`,
  'docs/reference/metrics.md': `
    list of all metrics, names and labels
    what does a metric with the prefix tenantry mean
    histogram, counter, gauge for PromQL
    OpenTelemetry instruments of billing
    which metric shows the number of tenants, failed requests or lag
    build my own Grafana panel`,
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
    when may an application let a request pass, fail open or closed`,
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
    export invoices to DATEV, QuickBooks, Xero or an ERP`,
  'docs/reference/revenue.md': `
    MRR, ARR, monthly recurring revenue
    churn rate, net revenue retention, expansion
    how is revenue calculated, definitions for the board or investors
    revenue report for finance, average revenue per account
    KPI, SaaS metrics, growth
    new, expansion, contraction and lost revenue`,
  'docs/reference/performance.md': `
    benchmark results, throughput, latency
    how many events per second can it take
    load test, is it fast enough
    memory consumption with 10,000 tenants
    how fast is an entitlement check
    how was it measured, hardware of the benchmark
    requests per second, p99`,
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
    inbox, filter and history of alerts`,
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
    reactivation after payment, how fast`,
  'docs/reference/roi.md': `
    API for the return on investment, calculator
    fields of an estimate: benefits, costs, risks
    payback period, net present value, sensitivity
    estimate savings by an API call`,
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
    usage of this month for one tenant`,
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
    ticket counts, satisfaction percent import`,
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
    reuse the name of a deleted customer`,
  'docs/reference/events.md': `
    list of all event types with their payload
    poll changes for an integration, change feed, sync to a data warehouse or CRM
    what is told when a plan changes, a tenant is suspended or an alert is raised
    CloudEvents schema
    audit changes in another system, stream of business events
    names and fields of events`,
  'docs/reference/webhooks.md': `
    format and headers of a webhook, signature algorithm
    how often are failed webhooks retried, timeouts
    in which order do webhooks arrive, duplicates
    webhook was disabled by itself
    filter which events are sent
    secrets of webhooks, encryption
    payload example, header names, replay protection
    exactly once or at least once delivery`,
  'docs/reference/console.md': `
    how is the web interface served, caching, content security policy
    what does the console store about me, preferences, cookies, saved views
    user tracking and analytics of the console
    which languages has the console
    data that the console keeps per user`,
  'docs/reference/stream.md': `
    live updates in the browser, server-sent events, EventSource, WebSocket, real time
    how many clients may listen, reconnect after a lost connection
    push instead of polling
    get notified immediately of changes in the browser`,
  'docs/reference/api.md': `
    list of all REST endpoints
    which role may call which operation
    parameters of an API call, OpenAPI, Swagger
    which endpoint do I need for this
    permissions of a call`,
  'docs/reference/problems.md': `
    list of all error codes of the API
    format of error responses, problem+json
    what does conflict, precondition_failed or rate_limited mean
    too many requests, 429, rate limit, Retry-After
    403 forbidden, 401 unauthenticated
    412, If-Match, somebody else changed it
    meaning of an error code returned by the server
    request failed, what does the code say`,
};
