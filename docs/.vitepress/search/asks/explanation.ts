import type { Asks } from './asks.ts';

/** What people ask the explanations. */
export const EXPLANATION: Asks = {
  'docs/explanation/architecture.md': `
    how does it work, overview of the components
    architecture diagram, data flow
    which parts are there: operator, control plane, console
    what happens between kubectl apply and running pods
    how does usage become a bill
    what happens while the operator is down, crashes or is being upgraded, single point of failure
    leader election and failover of the operator, high availability
    how is the code organised, which package depends on which
    explain it to a new team member, big picture, technical overview
    what runs where, components and responsibilities
    what if the control plane is down, do customers notice
    synchronous or event driven
    draw me the system on one page
    who talks to whom
    how does usage end up on an invoice`,
  'docs/explanation/architecture.md#the-operator-can-be-down': `
    do customers notice when the operator is down
    stop the operator for a few hours without harm`,
  'docs/explanation/architecture.md#one-works-others-wait': `
    more than one operator in a cluster`,
  'docs/explanation/architecture.md#what-depends-on-what': `
    modules and packages of the repository`,
  'docs/explanation/drift.md': `
    why do deleted or edited objects come back, self-healing
    how does the operator notice manual changes
    does it fight with Argo CD, Flux, Helm, an autoscaler or other controllers over fields
    server-side apply, field manager, ownership of fields
    load on the API server in a steady cluster, number of writes
    can I add my own annotations or sidecars to managed objects
    reconcile loop, idempotent apply, why is nothing written
    how does it live together with GitOps tools
    performance impact on the Kubernetes API, etcd
    how many API calls or writes does the operator make when nothing changes
    how quickly is a manual change repaired
    does it also notice extra objects that somebody added`,
  'docs/explanation/drift.md#what-follows': `
    someone deleted or edited a managed object, is it restored`,
  'docs/explanation/suspension.md': `
    what exactly happens when a tenant is suspended
    is data lost during a suspension, are volumes kept
    do cron jobs and jobs of a suspended customer still run
    are pods evicted, do pod disruption budgets block it
    which workloads come back after a suspension, with how many replicas
    can a customer get around a suspension
    two reasons to suspend at once, several authors
    is a suspended customer's database kept
    can the customer start pods again on its own during a suspension
    emptyDir and in-memory data when suspended
    how long does it take until everything is stopped
    is a suspended customer still billed
    why is there a resource quota named tenantry-suspended`,
  'docs/explanation/suspension.md#what-resumes': `
    number of replicas after a suspension, autoscaled deployments`,
  'docs/explanation/suspension.md#why-a-quota-of-no-pods': `
    how does suspension hold against autoscalers and GitOps`,
  'docs/explanation/deletion.md': `
    what happens to the data when a tenant is deleted
    why is a namespace not removed at once, tombstone, retention of 30 days
    protection against deleting customers by mistake
    does deleting the CRD delete all customers
    may a new customer get an old customer's data by using the same name
    finalizers and owner references
    safety against data loss by operators or scripts
    cascading deletion, garbage collection
    what is the finalizer on a tenant for
    prevent accidental deletion of customers and namespaces
    can a deletion be taken back
    what happens to volumes and backups of a deleted customer
    a tenant was removed from Git or pruned by Argo CD, is its data lost`,
  'docs/explanation/deletion.md#a-name-is-not-an-identity': `
    a new customer with the name of a former one`,
  'docs/explanation/security.md': `
    security concept of the operator and the cluster
    which rights has the operator, can it read secrets
    what may a customer do in its own namespace
    how strong is the isolation between customers, multi-tenancy
    SSRF protection, outgoing connections, webhook to an internal address, metadata service
    why are there no admission webhooks
    what is not protected, known weaknesses
    are network policies enforced, can one tenant reach another
    privileges, service accounts and fences
    can a tenant break out of its namespace or escalate rights
    cluster admin rights needed, least privilege
    outbound requests to private addresses are refused
    can a malicious tenant reach the cloud metadata service
    admission webhooks, policies of the cluster, CEL
    which pods run as root, pod security standards
    ClusterRoles with wildcards`,
  'docs/explanation/security.md#what-the-operator-may-do': `
    can the operator see passwords, secrets or data of customers
    privileges of the operator's service account`,
  'docs/explanation/security.md#what-a-tenants-owner-may-do': `
    may customers use their own autoscaler, ingress or network policy
    may a customer mount its own configuration, ConfigMaps and Secrets`,
  'docs/explanation/security.md#who-is-who': `
    give somebody read-only access to all tenants with kubectl, cluster roles`,
  'docs/explanation/security.md#what-goes-out': `
    which connections leave the system, data leaving the network`,
  'docs/explanation/security.md#what-is-not-enforced': `
    gaps in the isolation of tenants
    Calico, Cilium, Flannel: does the isolation work with our network plugin`,
  'docs/explanation/security.md#policies-in-the-cluster-not-webhooks': `
    protection against a faulty or rogue operator`,
  'docs/explanation/threat-model.md': `
    threats and attackers, STRIDE, attack surface
    what can a malicious customer, insider, employee or stolen key do
    what if an API key or service account token is stolen
    can an administrator fake usage or bills
    container escape, shared kernel, noisy neighbour, denial of service
    supply-chain attack on dependencies
    which risks remain, residual risk
    trust boundaries
    worst case scenarios, what could an attacker do
    can customers attack each other
    stolen laptop, phishing, leaked token, malicious employee
    DoS, flooding, rate limit
    can staff see all customers
    clock manipulated, wrong time on a server
    which attacks did you think of
    rogue administrator, operator or maintainer
    what if somebody steals a backup file or a copy of the database`,
  'docs/explanation/threat-model.md#what-remains': `
    what remains risky, known open risks`,
  'docs/explanation/threat-model.md#f-between-namespaces': `
    network traffic between tenants, lateral movement`,
  'docs/explanation/threat-model.md#g-build-release-installation': `
    compromised dependency or installer`,
  'docs/explanation/threat-model.md#a-into-the-api-and-the-console': `
    guessing of keys, stolen cookie, cross-site scripting, CSRF
    one customer reads the data of another by the API`,
  'docs/explanation/threat-model.md#usage-and-money': `
    a customer sends false usage or none to pay less`,
  'docs/explanation/threat-model.md#b-out-of-the-control-plane': `
    SSRF through webhooks or mail servers`,
  'docs/explanation/access.md': `
    authentication and authorisation
    which roles exist and what may each of them do
    how do users sign in, OIDC, single sign-on, group mapping
    are API keys hashed, how are secrets stored
    session timeout, cookies, CSRF
    audit log, who changed what and when, how long is it kept
    rate limits, brute force, failed logins
    remove access of an employee who left, sign a user out
    I am signed in but have no role, permission denied
    may I define my own roles, read-only access
    permission matrix of roles: admin, finance, cs, onboarding, viewer, tenant, ingest
    how do I map groups of Azure AD or Okta to roles
    password policy, token lifetime, automatic logout
    history of user actions, accountability
    support staff should only read
    several people with their own accounts and roles
    who approved or changed something
    what does a customer itself get to see, role tenant
    log in as another user, impersonation, superuser
    what may the role cs, finance or viewer do
    how is the data of tenants separated in the API and the database`,
  'docs/explanation/access.md#sessions': `
    stolen session cookie, laptop, idle timeout
    does a session end after logout or a change of roles`,
  'docs/explanation/access.md#api-keys': `
    how are API keys stored, hash, entropy
    rotation and storage of passwords and keys`,
  'docs/explanation/access.md#what-they-may-do': `
    add a user, give somebody a role, who may see invoices or change plans`,
  'docs/explanation/access.md#audit': `
    find out who suspended or changed something, export the audit log
    audit entries of a deleted customer`,
  'docs/explanation/access.md#limits': `
    maximum number of requests per second
    somebody keeps guessing passwords from one address, failed sign-ins are limited`,
  'docs/explanation/access.md#who-asks': `
    key, token or session: which one for whom`,
  'docs/explanation/access.md#tokens': `
    can one person have two roles, several groups
    identity provider is down, expired token`,
  'docs/explanation/ledger.md': `
    how is usage counted so that nothing is lost or counted twice
    exactly once, deduplication of events, double counting
    what happens to usage events when a server crashes
    how late are usage totals, eventual consistency
    why are counters not incremented
    corrections of usage, late events
    are totals recalculated
    reliability of metering, accuracy
    network failure while sending usage
    how quickly does usage become visible
    does the order of events matter, same event from two servers
    is somebody charged twice for the same event`,
  'docs/explanation/ledger.md#how-far-behind': `
    delay between sending usage and seeing it`,
  'docs/explanation/health-scores.md': `
    how is the health score calculated, formula
    how reliable is the health score, what can it not tell
    why these weights, can it be gamed
    why is the score unknown instead of green
    machine learning, AI, churn prediction
    when is a score updated
    method behind customer scoring
    is it a black box, explainable
    why did the score change although the customer did nothing
    explain the score to my boss or to a customer`,
  'docs/explanation/health-scores.md#what-it-cannot-tell': `
    weaknesses of the score, does it predict who leaves`,
  'docs/explanation/health-scores.md#how-it-is-kept-current': `
    delay until new usage changes the score`,
  'docs/explanation/enforcement.md': `
    how does automatic suspension avoid mistakes, safeguards
    what if the clock is wrong
    could a bug suspend all customers at once
    what happens when the process crashes in the middle of a suspension
    why does enforcement begin with a dry run
    false positives, accidental suspension of paying customers
    server time, NTP, daylight saving
    what does the software do if the clock is manipulated or jumps`,
  'docs/explanation/statements.md': `
    how are late events and corrections billed after an invoice was closed
    can an invoice change afterwards, immutability of bills
    two replicas billing the same period, double billing
    why does a statement wait before it is closed
    proration and price changes in the past, retroactive
    scheduling of billing runs
    usage that arrives after the end of the month
    correct a bill of an earlier period
    correction of a bill, new number or adjustment line
    guarantee that nobody is billed twice, duplicate invoice`,
  'docs/explanation/statements.md#when-it-waits': `
    why is there no statement for last month yet`,
  'docs/explanation/stores.md': `
    which databases are supported, MongoDB or SQLite, PostgreSQL
    SQLite in production, limits of SQLite
    requirements of the database: replica set, transactions, version, DocumentDB, FerretDB, Atlas, Cosmos DB
    durability, write concern, what survives a power failure
    how is the data stored, schema
    has it been tested with a real MongoDB
    can I use Postgres, MySQL, Redis or DynamoDB
    managed MongoDB service
    is SQLite safe enough, corruption, WAL
    file or server database, which one do I need
    what does the control plane need a database for`,
  'docs/explanation/stores.md#sqlite': `
    SQLite threads, WAL, one process`,
  'docs/explanation/stores.md#mongodb': `
    write concern, read preference, replica set, failover of the primary`,
  'docs/explanation/sizing.md': `
    how many customers and events can one installation handle, scalability
    how large a machine, how much CPU, RAM and disk do I need
    how big does the database get, disk usage per event
    when do I have to move from SQLite to MongoDB
    scale out, replicas, sharding, horizontal scaling
    capacity planning, cost of infrastructure
    how many tenants per cluster, limits of Kubernetes
    how long does a backup or restore take
    aggregate events before sending to reduce load
    which machine size for 100, 1,000 or 10,000 customers
    when does it become too slow, bottleneck
    growth of the database over the years
    cost of running it for a thousand customers
    memory of the operator grows with the number of tenants
    when do I need a second machine`,
  'docs/explanation/sizing.md#which-form': `
    small, medium and large installation, recommended hardware`,
  'docs/explanation/sizing.md#from-events-to-bytes-to-shards': `
    bytes per event, gigabytes per year`,
  'docs/explanation/sizing.md#one-operator-leader': `
    how many tenants can the operator handle, memory of the operator
    CPU and memory of the operator with 5,000 tenants`,
  'docs/explanation/export.md': `
    is a backup consistent while the system is in use
    encryption of exports, what is in the file, format
    can somebody sneak in access by a manipulated backup
    point-in-time recovery, replication
    how safe is it to store backups in the cloud`,
  'docs/explanation/export.md#what-nobody-gets-by-it': `
    do keys and sessions come along in an export`,
  'docs/explanation/export.md#the-import': `
    import was aborted half way`,
  'docs/explanation/export.md#the-file': `
    a backup file was stolen, how is it locked`,
  'docs/explanation/store-layout.md': `
    schema migrations, how does the database change with a new version
    downgrade after a migration, newer database with an older version
    rolling upgrade with mixed versions
    how are database migrations handled on an upgrade
    older control plane on a newer store is refused`,
  'docs/explanation/outbox.md': `
    how are events delivered without gaps, transactional outbox
    order of events, are events lost in a crash
    sequence numbers, at least once
    is the order of events guaranteed`,
  'docs/explanation/crash-runs.md': `
    was it tested with crashes, chaos engineering, fault injection
    kill -9 in the middle of a write, power loss
    how do you know that nothing is lost
    which bugs did crash tests find
    how do you test failure scenarios`,
  'docs/explanation/console.md': `
    why is the console built this way, front end architecture
    XSS protection, content security policy
    why does the page not refresh, live data
    what does the console not do, offline, mobile, several tabs
    can the console be branded with our logo and colours
    does the console work on a phone`,
  'docs/explanation/console.md#what-it-cannot-do': `
    console below a path, page open since before an update`,
  'docs/explanation/limits.md': `
    what does it not do, known limitations, missing features
    what has not been tested
    maximum number of replicas, owners, characters of a name
    is it production ready, mature
    does it support StatefulSets, several namespaces or clusters per tenant
    which Kubernetes versions were tested
    is something missing, what is not supported
    open issues, caveats, restrictions
    can one customer have several environments, staging and production
    what can go wrong that you know of
    one tenant over several clusters, moving a tenant between clusters`,
  'docs/explanation/limits.md#not-there': `
    features that are missing on purpose`,
  'docs/explanation/limits.md#not-run-by-the-suite': `
    what was never tried: real MongoDB, Stripe, network policies, registry`,
  'docs/explanation/limits.md#networkpolicy-enforcement': `
    test whether our network plugin enforces isolation, Cilium, Calico`,
};
