import type { Asks } from './asks.ts';

/** What people ask the how-to pages and the tutorials. */
export const HOW_TO: Asks = {
  'docs/tutorial/first-tenant.md': `
    how do I get started as a cluster admin
    try the operator on my laptop, quick start, demo, hello world
    a walk through creating, breaking, suspending and deleting a tenant
    learn Tenantry step by step with kubectl
    play with a local Kubernetes cluster without installing anything
    show a colleague that drift is repaired
    I am new to this, teach me the basics
    exercise for administrators in a quarter of an hour
    what can the operator do, show me
    sandbox, playground, minikube, kind, k3s
    I want to begin again with a clean local cluster
    how do I end the local cluster and remove it
    list tenants on the command line`,
  'docs/tutorial/first-tenant.md#5-break-it': `
    delete a network policy or scale a deployment and see it come back`,
  'docs/tutorial/first-tenant.md#7-delete-it-and-have-it-back': `
    try out what happens when a tenant is deleted and made again`,
  'docs/tutorial/first-customer.md': `
    how do I get started with the API
    tutorial for developers: from a plan to a bill
    end to end example with curl: create a plan, sign up a customer, report usage, see the invoice
    integrate my application for the first time
    quick start for metering and billing
    minimal example of sending usage events and checking a limit
    I am a developer, where do I start
    complete sample: subscription, metering, entitlement check and bill
    try billing without a cluster
    see with my own eyes how usage turns into money
    example of a plan with included quantity and price per extra unit`,
  'docs/how-to/install-the-chart.md': `
    how do I install it on Kubernetes with Helm
    production setup on a cluster with replicas and MongoDB
    deploy on EKS, GKE, AKS or a managed cluster
    what do I need before installing on a cluster
    helm install values for an ingress host and TLS certificate
    set up operator, control plane and console on an existing cluster
    minimum Kubernetes version for the chart
    install on OpenShift or Rancher
    persistent volume for the control plane
    which container images does the chart pull
    we already have a cluster, how do we put Tenantry on it
    will the installation disturb other workloads in our cluster`,
  'docs/how-to/install-the-chart.md#1-the-namespace': `
    which namespace does it have to be installed into
    can I choose another namespace for the release
    use images from our private registry with the chart`,
  'docs/how-to/install-the-chart.md#3-keep-the-keys': `
    which secrets must I save after installing the chart
    where do I find the first login key on Kubernetes
    bring our own secret instead of a generated one, external secrets, sealed secrets
    deploy with Argo CD, Flux, GitOps or helm template
    bootstrap key, sealing key and webhook key in the Kubernetes secret`,
  'docs/how-to/install-the-chart.md#4-open-what-is-needed': `
    control plane cannot reach the mail server or identity provider because of network policies
    which outgoing traffic must the firewall allow in the cluster
    open egress for webhooks, SMTP or single sign-on
    enable ServiceMonitor, Prometheus operator and Grafana dashboard in the chart`,
  'docs/how-to/install-the-chart.md#5-upgrade': `
    how do I upgrade the helm release to a new version
    are customers' pods restarted when I upgrade the chart
    helm rollback to the former version
    change the store of the chart from SQLite to MongoDB
    do customers notice when we update the release`,
  'docs/how-to/install-the-chart.md#6-uninstall': `
    what happens to tenants when I helm uninstall
    reinstall the chart after removing it`,
  'docs/how-to/install-the-chart.md#without-helm': `
    install with kustomize or plain YAML manifests
    we do not use helm`,
  'docs/how-to/install-the-chart.md#2-install': `
    helm install command, try it quickly with SQLite
    use MongoDB Atlas or our own MongoDB with the chart
    helm test`,
  'docs/how-to/install-the-chart.md#what-was-not-run': `
    was the chart tried on a real cloud
    IPv6 only cluster, ingress controller, autoscaler under load`,
  'docs/how-to/install-with-compose.md': `
    how do I self-host it without Kubernetes
    install on a single server, virtual machine or VPS with Docker
    set it up on my own box with docker compose
    what must be installed on the machine first, prerequisites, Docker version
    run it at home, on-premises, bare metal, NAS, single node
    I have only one machine and no cluster
    docker-compose.yml
    what does the installer script do
    I want to run it in my own basement without paying for a cloud
    do I need Kubernetes knowledge to host it`,
  'docs/how-to/install-with-compose.md#0-get-it': `
    where do I download it, is there an image on Docker Hub
    image not found, pull access denied
    build the image on the server
    install without cloning the repository, only one file
    build or download the control plane image first`,
  'docs/how-to/install-with-compose.md#1-look-before': `
    see what the installer would do before it does it, dry run, preview
    is the install script safe to run, check its checksum`,
  'docs/how-to/install-with-compose.md#2-install': `
    first login after the installation, where is the initial password or key
    install without root or sudo
    reach the web interface from another computer, expose it to the network
    install Grafana and Prometheus along with it, add monitoring to the community edition
    Grafana password
    the console is only reachable on localhost, open it for colleagues
    set up OpenID Connect for the enterprise edition
    sign in for the first time, admin account, default username
    two factor or company login on my own server
    change the folder of the installation, default /opt/tenantry
    use an external identity provider such as Authentik, Keycloak or Zitadel
    put a reverse proxy in front of the Docker installation
    set an option at install, additional environment variables`,
  'docs/how-to/install-with-compose.md#3-upgrade-and-go-back': `
    how do I update to a newer release on a Docker host
    the update broke something, go back to the previous version
    downgrade, undo an update, roll back with the data of before
    will my changes of the compose file survive an update
    install a security fix or patch release
    how do I get the latest version
    merge conflict with my own compose file
    how much downtime does an update cause on one machine`,
  'docs/how-to/install-with-compose.md#4-another-tier': `
    switch from community to pro or enterprise
    grow from SQLite to MongoDB on the same machine
    go back to a smaller edition, change the tier of an installation
    we outgrew the small edition
    do I lose data when switching from community to pro`,
  'docs/how-to/install-with-compose.md#5-back-up-and-restore': `
    how do I make a backup of a Docker installation
    restore a backup on a new server after the hardware died
    move the installation to another machine or host
    data was deleted by accident, put back yesterday's state
    what is included in a backup, what is not
    is there downtime while a backup is written
    recover deleted records from a backup
    copy the production system to a test machine
    replace the server by a bigger one
    save everything before I experiment
    test a restore without touching the live system
    what do I have to copy so that I can rebuild the server
    are Grafana dashboards and metrics backed up`,
  'docs/how-to/install-with-compose.md#by-the-clock-and-what-may-be-deleted': `
    automatic daily backup by cron
    scheduled nightly backups
    how many backups are kept, delete old backups, free disk space
    copy backups offsite to S3, NAS or another host
    be told when a backup fails`,
  'docs/how-to/install-with-compose.md#6-without-a-network': `
    install on an airgapped machine without internet access
    offline installation from a bundle, transfer images on a USB stick
    update a server that has no connection`,
  'docs/how-to/install-with-compose.md#7-registry-proxy-certificates': `
    use my own TLS certificate, HTTPS, Let's Encrypt
    browser warns that the certificate is not trusted, self-signed
    pull images from a mirror or private registry
    corporate HTTP proxy for pulling images
    certificate expired, replace the certificate
    let the browser use https with our domain
    Docker Hub rate limit, Artifactory, Harbor, Nexus
    install behind a corporate proxy`,
  'docs/how-to/install-with-compose.md#8-uninstall': `
    remove it from a Docker host completely, delete all data
    uninstall but keep the data
    start again from scratch, remove everything and reinstall`,
  'docs/how-to/install-with-compose.md#where-it-runs': `
    which operating systems and Linux distributions are supported
    does it run on Podman, rootless Docker, ARM, Raspberry Pi, WSL, Windows or macOS
    SELinux, Red Hat, Fedora, Ubuntu, Debian`,
  'docs/how-to/install-with-compose.md#another-value-of-a-secret': `
    set a new password for a service`,
  'docs/how-to/install.md': `
    install only the operator without the control plane
    install by kubectl apply
    what should the cluster have: storage class, ingress controller, metrics server, network plugin
    Kubernetes prerequisites and supported versions
    apply custom resource definitions, CRDs and RBAC by hand
    which roles are created for administrators and viewers
    air-gapped cluster, install with plain kubectl`,
  'docs/how-to/install.md#2-tiers': `
    put my own images into the shipped tiers
    prepare tiers before the first customer`,
  'docs/how-to/install.md#upgrade': `
    upgrade the operator that was installed by kubectl
    update the CRDs
    all pods restarted after the operator was updated`,
  'docs/how-to/connect-a-cluster.md': `
    connect the control plane to a Kubernetes cluster
    add a second cluster or region
    run customers in several clusters
    I have Docker Compose and now want customers to run on Kubernetes
    kubeconfig and service account token for the control plane
    tenants stay pending because no cluster is reached
    revoke the control plane's access to a cluster
    manage customers on more than one Kubernetes cluster, multi-cluster
    host customers in Europe and America on different clusters
    which permissions does the control plane need on the cluster
    console shows no workload, not connected
    move from Compose to Kubernetes`,
  'docs/how-to/connect-a-cluster.md#4-see-that-it-holds': `
    how do I check that the cluster is connected`,
  'docs/how-to/connect-a-cluster.md#1-in-the-cluster-the-operator-and-a-way-in': `
    service account for the control plane`,
  'docs/how-to/run-outside-the-cluster.md': `
    run the operator on my laptop or outside Kubernetes
    start the operator as a plain process without building an image
    debug the operator locally against a remote cluster
    leader election, standby, start a second operator for high availability, failover
    the operator's token expires, renew credentials of the operator
    develop the operator on my workstation
    what happens when the leader dies, takeover time`,
  'docs/how-to/run-the-control-plane.md': `
    start the control plane from source
    run the server without Docker
    how do I create the very first API key
    bootstrap an admin
    npm start without a cluster, node process, systemd
    which Node version is needed for the server`,
  'docs/how-to/run-the-control-plane.md#3-configuration': `
    configure the server: listen address, replicas, single sign-on
    connect OIDC, Keycloak, Okta, Entra ID, Azure AD, Google Workspace or Auth0
    put the control plane behind a load balancer
    pass a secret by a file instead of a variable
    the process exits with code 2 at the start
    users and groups of our identity provider get roles
    two control planes share the work, several replicas behind a balancer`,
  'docs/how-to/run-the-control-plane.md#4-stopping': `
    graceful shutdown, draining before a rolling restart
    is data lost when the process is killed
    restart without failed requests`,
  'docs/how-to/run-the-control-plane.md#5-looking-after-the-store': `
    rebuild the lists and counters when they look wrong
    consistency check of the database, repair`,
  'docs/how-to/run-the-control-plane.md#2-a-key': `
    make the first admin on a fresh server`,
  'docs/how-to/release.md': `
    how is a new version published, cut a release
    release checklist, tag, changelog and signing
    who signs releases, how are artefacts built and pushed
    publish a hotfix
    version number, tag and changelog entry
    check a download against its checksum list`,
  'docs/how-to/release.md#3-verify-what-you-got': `
    verify the signature and checksums of a downloaded release
    how do I know that nobody tampered with the files I downloaded
    supply chain: check provenance of artefacts with openssl`,
  'docs/how-to/release.md#2-the-steps': `
    rehearse a release, push images to a registry`,
  'docs/how-to/keep-the-stewardship-log.md': `
    record evidence for a claim
    add an entry to the log of stewardship
    check that the log was not rewritten, verify the hash chain
    steward command fails in CI`,
  'docs/how-to/cite-a-claim.md': `
    how do I back up a figure in the sales documents with evidence
    the check says that a claim has no citation
    mark a sentence as no claim
    rules for writing marketing text in this repository
    where do the numbers in the comparison come from
    show that a statement on a sales page is backed by something`,
  'docs/how-to/build-images.md': `
    build the container images myself
    Dockerfile, docker build, push to our registry
    why are no images on Docker Hub or GHCR
    build behind a proxy or without access to a registry
    compile from source, create container images for our registry
    multi-arch, arm64 image
    image without internet access
    base image, Dockerfile of the control plane`,
  'docs/how-to/build-images.md#2-what-is-in-them': `
    what is inside the container image, base image, user, ports, volumes, health check
    how large are the images`,
  'docs/how-to/build-images.md#3-what-is-bundled': `
    software bill of materials, SBOM, CycloneDX
    list of third-party packages and their licences
    which open source dependencies are shipped
    scan the image for known vulnerabilities, CVE`,
  'docs/how-to/build-images.md#4-prove-that-it-can-be-built-again': `
    reproducible builds, same digest twice`,
  'docs/how-to/build-images.md#5-measure': `
    start time and memory of a container`,
  'docs/how-to/read-and-serve-the-documentation.md': `
    where can I read the documentation offline
    host the docs on our own web server
    help within the product
    how does the search of the documentation work
    build the documentation site
    manual, handbook, user guide as a website
    is there a manual that I can read without internet`,
  'docs/how-to/read-and-serve-the-documentation.md#write-a-page': `
    add a new documentation page
    preview documentation while I write
    make a page be found by the search`,
  'docs/how-to/upgrade.md': `
    what must I change when going to the next version
    breaking changes and migration guide between releases
    which versions can be upgraded from, may I skip a version
    renamed settings, variables and chart values
    how do I test an upgrade beforehand, staging
    is there downtime during an upgrade
    do I have to migrate the database schema
    we run 0.1, what do we have to do for 0.2
    release notes for operators, deprecated settings
    upgrade refused, unsupported version jump
    zero downtime deployment of a new release
    update order of operator, control plane and CRDs
    what changes for my settings with the new release
    is my data migrated automatically
    is it normal that pods restart after an upgrade of the operator
    keep our version up to date, maintenance window
    how do I know which version is running`,
  'docs/how-to/upgrade.md#rehearse-it': `
    try the update on a test system first`,
  'docs/how-to/upgrade.md#from-010-to-020': `
    upgrade is refused because of TENANTRY_EXTRA_ENV, breaking change must be accepted`,
  'docs/how-to/uninstall.md': `
    remove Tenantry from the cluster
    get rid of the operator but keep customers' applications running
    stop using it, exit, offboard from the product, vendor lock-in
    delete the CRDs safely
    finalizers block the removal after uninstalling
    wipe everything including tenant data
    reinstall later and take over the old namespaces
    leave the product and keep our customers online
    clean up custom resources and namespaces
    cancel the evaluation, tear down
    what stays behind when we give it up
    remove only the operator`,
  'docs/how-to/uninstall.md#keep-every-namespace-running': `
    remove the CRDs without stopping customers
    operator cannot be started any more, take finalizers away`,
  'docs/how-to/uninstall.md#come-back-later': `
    install again and adopt all namespaces at once`,
  'docs/how-to/uninstall.md#delete-every-tenant-with-its-data': `
    delete all customers and their data before removing the operator`,
  'docs/how-to/recover-from-a-disaster.md': `
    the whole cluster is gone, rebuild everything
    disaster recovery plan, RPO and RTO
    the database was lost or corrupted, what now
    restore all customers on a new cluster
    region outage, data centre burnt down
    which data is lost after restoring a backup
    hacked or encrypted by ransomware, start over
    etcd lost, cluster deleted by mistake
    fail over to another region, standby site
    how much can be lost in the worst case
    reinstall the whole cluster on purpose and bring every customer back exactly as before
    move all customers to a new cluster, cluster migration
    somebody ran kubectl delete on everything`,
  'docs/how-to/recover-from-a-disaster.md#d-what-is-newer-than-the-backup': `
    tenants are held after a restore
    customers that signed up after the last backup
    reconcile the difference between the backup and what runs`,
  'docs/how-to/recover-from-a-disaster.md#e-usage-since-the-backup': `
    usage events lost between backup and crash, send them again`,
  'docs/how-to/recover-from-a-disaster.md#without-any-backup': `
    we have no backup at all, can anything be saved`,
  'docs/how-to/recover-from-a-disaster.md#with-the-chart': `
    schedule backups on Kubernetes, CronJob
    back up a Helm installation, mongodump, restore on Kubernetes`,
  'docs/how-to/recover-from-a-disaster.md#the-drill': `
    rehearse an outage, test that recovery works, game day
    are volumes of customers backed up, Velero`,
  'docs/how-to/recover-from-a-disaster.md#a-the-store': `
    restore the database first, order of the steps`,
  'docs/how-to/recover-from-a-disaster.md#b-the-cluster': `
    recreate all tenants on an empty cluster`,
  'docs/how-to/recover-from-a-disaster.md#c-the-control-plane': `
    start the control plane after a restore, keys are revoked`,
  'docs/how-to/watch-it.md': `
    monitor it with Prometheus and Grafana
    scrape configuration, metrics endpoint, OpenTelemetry collector, Datadog
    import the dashboard
    set up alerting with Alertmanager, paging, PagerDuty, on call
    how do I know that the system is healthy
    observability, telemetry, tracing
    the Grafana panels are empty
    see load, errors and latency of the control plane
    uptime check, health check for our monitoring
    Zabbix, Nagios, New Relic, CloudWatch
    which alert rules are shipped
    get informed when the platform itself has a problem
    which numbers should I keep an eye on
    does it need regular maintenance, what must I look after
    monitoring for a home server without Kubernetes`,
  'docs/how-to/watch-it.md#1-let-prometheus-fetch': `
    scrape target, port and path for metrics, annotations`,
  'docs/how-to/watch-it.md#2-send-the-billing-instruments': `
    send metrics by OTLP to a collector`,
  'docs/how-to/watch-it.md#3-load-dashboard-and-rules': `
    Grafana dashboard JSON file, import, alert rule file`,
  'docs/how-to/watch-it.md#4-when-an-alert-fires': `
    difference between critical and warning, link to the runbook`,
  'docs/how-to/runbooks.md': `
    an alert woke me up at night, what shall I do
    on-call guide, incident response, pager
    what does this alert of Prometheus mean and how urgent is it
    where are the logs
    someone has to fix production now
    the alert has fired, is it serious, do customers notice
    customers complain that everything is down, where do I look first
    something is red in Grafana
    restart a stuck component, escalate`,
  'docs/how-to/runbooks.md#tenantrycontrolplaneabsent': `
    the control plane is down, the API does not answer
    the web interface cannot be reached, outage`,
  'docs/how-to/runbooks.md#tenantrycheckfails': `
    readiness probe fails, readyz returns 503`,
  'docs/how-to/runbooks.md#tenantryrequestsfail': `
    many requests fail with error 500, error rate is high`,
  'docs/how-to/runbooks.md#tenantryrequestsslow': `
    the console and API are slow, high latency`,
  'docs/how-to/runbooks.md#tenantrycountinglags': `
    usage figures are late, counting lags behind, usage does not show up
    totals are not up to date
    numbers in the console are behind reality`,
  'docs/how-to/runbooks.md#tenantryusagemended': `
    usage was counted wrong and corrected by itself`,
  'docs/how-to/runbooks.md#tenantrystoreunavailable': `
    the database cannot be reached, disk of the store is full, MongoDB is down`,
  'docs/how-to/runbooks.md#tenantrytaskfails': `
    a background job keeps failing`,
  'docs/how-to/runbooks.md#tenantrypruningheld': `
    old usage is not deleted, retention is stuck`,
  'docs/how-to/runbooks.md#tenantryusagerefused': `
    usage events are rejected, an integration sends bad data`,
  'docs/how-to/runbooks.md#tenantryoperatorwithoutleader': `
    the operator is not running, no leader, lease
    what breaks while the operator is down
    new customers are not set up because the operator is away`,
  'docs/how-to/runbooks.md#tenantryoperatorstuck': `
    the operator hangs, changes to tenants are not applied, queue is blocked`,
  'docs/how-to/runbooks.md#tenantryreconcilesfail': `
    reconcile errors, the operator logs failures`,
  'docs/how-to/runbooks.md#when-a-number-moves': `
    what is a normal value of a metric`,
  'docs/how-to/runbooks.md#where-to-look': `
    show the log with kubectl or docker, look at the metrics`,
  'docs/how-to/runbooks.md#tenantrychangeswait': `
    changes do not show up in lists or audit`,
  'docs/how-to/runbooks.md#billing-instruments': `
    what is usual for a billing metric`,
  'docs/how-to/troubleshoot.md': `
    something does not work, where do I begin
    a tenant is not ready, debug a tenant
    common errors and their fixes
    the status of my tenant is false, what does it mean
    show logs and events of a tenant
    find the reason why a customer's application does not run
    customer says that their application is down
    diagnose, root cause, kubectl describe
    where can I see error messages
    a customer complains that its site is down, where do I look first
    what does this message in the status tell me`,
  'docs/how-to/troubleshoot.md#by-what-you-see': `
    tenant has no status and no conditions
    nothing happens after I apply a tenant
    pods are pending, not scheduled
    no matches for kind Tenant, kubectl refuses my manifest
    forbidden by a policy when I change an object in a tenant's namespace
    ingress host of a tenant returns 404 or is not served
    autoscaler does nothing
    volume stays pending, PersistentVolumeClaim not bound
    my change is not picked up
    kubectl says the tenant is invalid, unknown field`,
  'docs/how-to/troubleshoot.md#tiernotfound': `
    the tier that the tenant names does not exist
    tenant waits for a tier that is not there`,
  'docs/how-to/troubleshoot.md#tierdeleted': `
    somebody deleted a tier that customers use`,
  'docs/how-to/troubleshoot.md#overrideforbidden': `
    my change of replicas, image or resources of one tenant is ignored, not allowed to override`,
  'docs/how-to/troubleshoot.md#volumeshrinkrefused': `
    make a volume smaller, shrink or resize a disk, enlarge storage`,
  'docs/how-to/troubleshoot.md#namespacenotours': `
    namespace already exists, was not made for this tenant`,
  'docs/how-to/troubleshoot.md#namespaceterminating': `
    namespace is stuck in terminating, finalizers`,
  'docs/how-to/troubleshoot.md#nametaken': `
    a service or object with that name exists already in the namespace`,
  'docs/how-to/troubleshoot.md#hosttaken': `
    two tenants want the same host name, domain conflict, ingress`,
  'docs/how-to/troubleshoot.md#quotaexceeded': `
    exceeded quota, pods are not created, customer needs more memory or CPU
    deployment does not come up because of the resource quota`,
  'docs/how-to/troubleshoot.md#quotatoosmall': `
    no room for a rolling update within the quota`,
  'docs/how-to/troubleshoot.md#quotanearlimit': `
    a tenant is close to its resource limit`,
  'docs/how-to/troubleshoot.md#imagepullfailed': `
    ImagePullBackOff, ErrImagePull, image cannot be pulled, private registry credentials, pull secret`,
  'docs/how-to/troubleshoot.md#componentsunavailable': `
    CrashLoopBackOff, a container keeps crashing, pods restart, OOMKilled, tenant is not available
    pods use too much memory and get killed, liveness probe fails`,
  'docs/how-to/troubleshoot.md#podsnotrestored': `
    pods did not come back after resuming a suspended tenant`,
  'docs/how-to/troubleshoot.md#deletionblocked': `
    deleting a tenant hangs, kubectl delete does not return, deletion never finishes`,
  'docs/how-to/troubleshoot.md#admissiondenied': `
    Kyverno, Gatekeeper or another policy of the cluster refuses what a tier asks for
    admission webhook denied the request`,
  'docs/how-to/troubleshoot.md#clusterunavailable': `
    the Kubernetes API server is overloaded or unreachable`,
  'docs/how-to/troubleshoot.md#by-error-of-the-api': `
    the API answers 400, 401, 403, 404, 409, 412, 422, 429 or 503, what do I do
    permission denied when calling the API`,
  'docs/how-to/troubleshoot.md#by-exit-code-of-the-installer': `
    the installer stopped with an error code
    port already in use, not enough memory, Docker not running
    the script was changed, checksum wrong, lock held by another run`,
  'docs/how-to/troubleshoot.md#the-control-plane': `
    the control plane does not start, a container restarts in a loop after a change of the settings
    startup fails with a configuration error
    invalid environment variable
    after a reboot the services do not come up
    the server exits immediately
    out of memory, high CPU of the control plane`,
  'docs/how-to/troubleshoot.md#the-local-cluster': `
    npm start fails, the local cluster does not come up`,
  'docs/how-to/troubleshoot.md#ask-the-tenant': `
    kubectl describe tenant, events, message of a condition
    kubectl get tenants, columns and state of all tenants
    where do events about tenants show up`,
  'docs/how-to/troubleshoot.md#invalidtemplate': `
    placeholder in a tier is wrong, template error`,
  'docs/how-to/troubleshoot.md#invalidspec': `
    the tenant has a field that the operator does not know`,
  'docs/how-to/troubleshoot.md#invalidquantity': `
    wrong unit for memory or CPU, 1.5 GB is not accepted`,
  'docs/how-to/troubleshoot.md#unknowncomponent': `
    a tenant overrides a component that its tier does not have`,
  'docs/how-to/troubleshoot.md#namespacetaken': `
    two tenants want the same namespace`,
  'docs/how-to/troubleshoot.md#systemnamespace': `
    tenant in kube-system is refused`,
  'docs/how-to/troubleshoot.md#suspended': `
    why is a tenant not available, is it suspended, who stopped it`,
  'docs/how-to/troubleshoot.md#paused': `
    the operator does nothing for a tenant, steps are withheld`,
  'docs/how-to/troubleshoot.md#tombstoned': `
    tenant is gone but its namespace is still there`,
  'docs/how-to/troubleshoot.md#definitiondeleted': `
    somebody deleted the custom resource definition`,
  'docs/how-to/troubleshoot.md#applyfailed': `
    the API server rejects an object of the tenant, immutable field`,
  'docs/how-to/troubleshoot.md#the-operator': `
    is the operator alive, which pod leads
    logs of the operator`,
  'docs/how-to/back-up-and-move.md': `
    export everything into an encrypted file
    migrate the data from SQLite to MongoDB or back
    move to another database
    back up the control plane
    import a dump, restore an export
    get all of our data out, data portability
    change the database without losing anything
    clone the production data into staging
    leave SQLite behind
    transfer data to a new installation
    move from Docker Compose to the chart on Kubernetes with all data
    customer wants a copy of all its data`,
  'docs/how-to/back-up-and-move.md#1-a-passphrase': `
    forgot the passphrase of a backup
    is the backup encrypted`,
  'docs/how-to/back-up-and-move.md#2-export': `
    back up regularly on a schedule and remove the oldest
    hot backup without stopping the service
    what else has to be saved beside the export`,
  'docs/how-to/back-up-and-move.md#3-look-whether-a-file-is-good': `
    is my backup usable, check a backup file for corruption`,
  'docs/how-to/back-up-and-move.md#4-import': `
    an import was interrupted
    do API keys and logins still work after a restore`,
  'docs/how-to/back-up-and-move.md#6-drill': `
    practise a restore, test backups every month, how long does recovery take
    rehearse a restore without touching the live system`,
  'docs/how-to/back-up-and-move.md#5-move': `
    steps to migrate without losing usage
    reinstall the control plane elsewhere and keep all records`,
  'docs/how-to/verify-the-ledger.md': `
    prove to an auditor that usage data was not manipulated
    detect tampering with billing data, forged or removed records
    a customer doubts the numbers that the bill is based on
    integrity check of usage records, tamper evidence, cryptographic proof
    can an insider or database administrator change usage unnoticed
    a customer claims that we billed too much usage, show evidence
    internal audit, SOX, revenue assurance
    was a record altered after the fact
    can the database administrator rewrite billing history
    a customer says that the usage is wrong, how do I show that it is right
    delete personal data from usage`,
  'docs/how-to/verify-the-ledger.md#the-audit-record': `
    is the audit log tamper-proof, immutable or signed`,
  'docs/how-to/verify-the-ledger.md#keep-the-heads-elsewhere': `
    detect that the end of the ledger was cut off`,
  'docs/how-to/verify-the-ledger.md#the-key': `
    signing key of the ledger, rotate the sealing key, the sealing key was lost or leaked
    private key of the seals was lost`,
  'docs/how-to/verify-the-ledger.md#erase-a-person': `
    right to be forgotten, GDPR erasure request, delete personal data of a user
    a person asks us to remove their data, data subject request, privacy
    anonymise usage events, remove a name from the audit trail`,
  'docs/how-to/keep-the-ledger-small.md': `
    the database grows too large, disk is filling up with usage events
    delete old usage data after a year, retention period
    how long are events kept
    archive or purge history
    shrink the SQLite file
    data minimisation: keep usage for a limited time only
    storage costs of usage history
    erase usage older than some months
    can I still see totals after deleting events
    database cleanup job
    turn retention off again
    compact or vacuum the database file`,
  'docs/how-to/keep-the-ledger-small.md#what-you-can-no-longer-do-with-pruned-usage': `
    which functions are lost when old events are deleted, history_pruned`,
  'docs/how-to/keep-the-ledger-small.md#a-tenant-is-held': `
    usage of one tenant is not pruned`,
  'docs/how-to/keys.md': `
    create an API key or access token for an application
    credentials for a service that reports usage, service account
    give a script access with few rights, least privilege, read-only key
    make a key that is bound to one customer
    rotate or renew a key before it expires
    an API key leaked or was published on GitHub
    revoke access of a former employee or integration
    who made a key and when was it last used
    a key expired, set how long a key is valid
    token for CI, integration or partner
    restrict what a token may do, scopes
    change the key without interruption, overlap of old and new
    secret was committed to a repository, compromised credentials
    list all active tokens
    give a customer its own key for self-service
    a partner wants to register customers from its own system, which rights does its key need
    our developer left, replace all secrets he knew
    change the admin key`,
  'docs/how-to/keys.md#no-admin-key-is-left': `
    locked out, lost the admin key or password, reset admin access, nobody can sign in`,
  'docs/how-to/keys.md#make-one': `
    add a user or program that may call the API
    permissions of a new key, roles`,
  'docs/how-to/keys.md#rotate-one': `
    replace the secret of a key`,
  'docs/how-to/keys.md#find-and-revoke': `
    delete a key, disable access of a contractor`,
  'docs/how-to/receive-webhooks.md': `
    get a callback when something happens
    notify our own system, Slack, Zapier, n8n or CRM about changes of customers
    integrate with Salesforce or HubSpot
    write an endpoint that receives webhooks
    check the signature of a webhook
    test a webhook before going live
    our receiver was down, replay missed events, resend failed deliveries
    change the signing secret of a webhook
    webhook to an internal address is refused
    react in my code when a tenant is suspended or a plan is changed
    push events to Teams, Discord or an automation tool
    HMAC verification sample in Python or Node
    endpoint returned an error, deliveries failed, retry now
    webhook secret leaked
    tell our accounting when a statement is closed
    my consumer receives an event more than once
    subscribe to changes of tenants`,
  'docs/how-to/receive-webhooks.md#make-one': `
    register a webhook URL`,
  'docs/how-to/receive-webhooks.md#verify-answer-then-work': `
    how fast must my endpoint answer, signature library`,
  'docs/how-to/receive-webhooks.md#after-your-receiver-was-down': `
    webhook was switched off automatically, enable it again
    catch up on events we missed during an outage`,
  'docs/how-to/receive-webhooks.md#change-the-secret': `
    roll over the secret of a webhook without losing messages`,
  'docs/how-to/receive-webhooks.md#try-it': `
    send a test event, see the response of my server`,
  'docs/how-to/alert-people.md': `
    get an e-mail when a customer needs attention
    notify the account manager before a limit is reached
    set up the mail server, SMTP
    e-mails do not arrive, mail delivery fails, test mail
    change the thresholds of alerts for one customer or plan
    too many alerts, turn a rule off
    snooze, mute or acknowledge an alert
    who is told about which alert, recipients
    warn the customer's own contacts when usage is nearly used up
    take somebody off the mailing list
    inform sales or support automatically about problem accounts
    daily digest, notification settings
    use Gmail, Office 365, SendGrid, Amazon SES or Mailgun for sending
    sender address, from, STARTTLS, port 587
    a customer has to be told that its quota is nearly reached
    stop mails for one alert, silence, unsubscribe
    assign an alert to a colleague
    get a message when a contract is about to run out or a customer becomes unhealthy
    I never got a mail although there is an alarm
    the address of a recipient changed
    reduce alert noise, fewer notifications
    close an alert, mark as done
    does the customer get a mail when it is suspended or about to be`,
  'docs/how-to/alert-people.md#switch-e-mail-on': `
    outgoing mail configuration, mail relay, TLS error, authentication failed`,
  'docs/how-to/alert-people.md#say-who-is-told': `
    add a recipient, customer contacts, billing contact`,
  'docs/how-to/alert-people.md#see-what-became-of-it': `
    mail was sent but not received, pending, refused`,
  'docs/how-to/alert-people.md#say-from-when-on': `
    set a threshold for a single tenant or a plan`,
  'docs/how-to/alert-people.md#take-one-on': `
    acknowledged an alert by accident`,
  'docs/how-to/suspend-and-resume.md': `
    stop a customer's workload without deleting data
    turn a customer off and on again, freeze, shut down, disable an account
    block a tenant that was hacked or abuses the service
    switch a tenant off for a time, until a date, for maintenance
    reactivate a customer after payment
    scale a customer down to zero to save money
    a suspended tenant does not come back
    who suspended this tenant and why
    pause billing-related suspension by kubectl
    lock a customer out because of fraud or non-payment
    hibernate a tenant over the weekend
    bring a stopped customer back online
    schedule the end of a suspension
    pods are still running after suspending
    a customer has not paid for months, stop everything it runs
    I need to take a customer offline right now
    suspend until a certain date, temporary suspension with an end
    which permission do I need to suspend a tenant`,
  'docs/how-to/suspend-and-resume.md#afterwards': `
    which pods were lost during a suspension`,
  'docs/how-to/change-a-tier.md': `
    deploy a new version of our application to all customers
    change the image, replicas or resources of a tier
    update what every tenant of a plan runs
    roll back a bad release for all customers
    try a change on one customer first, canary, staged rollout, blue-green
    delete a tier, rename a tier
    will customers see an interruption when the tier changes
    ship a new release of our product to customers
    bump the image tag for everybody
    test a new template of a tier safely before production
    revert a change of a tier, previous revision
    restart the pods of all tenants
    update environment variables of all customers
    roll a new container image of our software out to everybody
    check what would change before applying a tier, kubectl diff
    are all tenants restarted when I change a tier
    update in the night, in waves or in batches
    rename or copy a tier`,
  'docs/how-to/change-a-tier.md#try-a-change-on-one-tenant': `
    pilot customer gets the new version before all others`,
  'docs/how-to/change-a-tier.md#go-back': `
    a new image is broken for all customers, return to the last working one`,
  'docs/how-to/delete-and-adopt.md': `
    remove a customer who left, offboarding, churned customer
    a tenant was deleted by mistake, get it back, undelete
    how long is data kept after a customer is deleted
    delete a customer's data for good, immediately
    take over an existing namespace, bring existing customers under management
    migrate an application that already runs into a tenant
    extend the time until deleted data is removed
    kubectl delete namespace is refused
    list deleted tenants whose data still exists
    contract ended, what happens to the customer's data and namespace
    how do I restore a customer that was removed last week
    import a namespace that was created by hand or by Helm
    keep the data of a former customer longer, legal hold
    grace period before the final removal
    free up space of deleted tenants
    oops, I deleted the wrong customer
    is the namespace protected from being deleted by hand
    when exactly are the data of a deleted customer gone
    a tenant disappeared from Git and was deleted, restore it`,
  'docs/how-to/delete-and-adopt.md#have-it-back': `
    undo the deletion of a tenant, restore its workload and data`,
  'docs/how-to/delete-and-adopt.md#give-a-tenant-a-namespace-that-exists-already': `
    bring running applications of existing customers into Tenantry`,
  'docs/how-to/delete-and-adopt.md#delete-everything': `
    destroy all data of a customer on its request, no way back`,
  'docs/how-to/delete-and-adopt.md#delete-and-keep-the-data': `
    keep a namespace of a deleted tenant for half a year, change the date of deletion`,
  'docs/how-to/delete-and-adopt.md#delete-a-namespace-by-hand': `
    deleting a namespace by hand is denied by a policy`,
  'docs/how-to/pause.md': `
    stop the operator from touching one tenant for a while
    make a manual change or hotfix by hand in a customer's namespace
    my kubectl edit is reverted, changes are overwritten, scaled deployment jumps back
    turn off reconciliation, maintenance mode
    debug inside a tenant without the operator interfering
    temporarily disable the operator for one customer
    emergency fix in the cluster, patch a deployment directly
    who changed my deployment back
    let me fix something manually without the operator undoing it`,
  'docs/how-to/open-the-console.md': `
    where is the web interface, dashboard, admin UI, which URL
    log in to the console
    sign in with our company account, single sign-on, SSO
    cannot log in, session expired, logged out all the time
    blank page in the browser
    keyboard shortcuts of the console
    put the console behind nginx, Traefik or Caddy, on a domain of our own
    change the port or address of the web interface
    log out, accessibility, screen reader, dark mode, language German
    start page, browser address, localhost 8080
    wrong key, sign-in button missing, redirect loop, cookie problem
    reverse proxy configuration, subpath, host header, TLS termination
    use the console without a mouse
    forgot my password
    how long do I stay signed in
    can several people use the console with their own accounts
    the page says that I may not do this`,
  'docs/how-to/open-the-console.md#sign-in': `
    invite a user, add a team member, user accounts
    single sign-on with OpenID Connect for the web interface`,
  'docs/how-to/open-the-console.md#behind-a-proxy': `
    TLS, forwarded headers, several users from the office network
    run it on port 80 or 443 with my domain name`,
  'docs/how-to/open-the-console.md#on-your-own-machine': `
    develop the console with hot reload, Vite dev server`,
  'docs/how-to/open-the-console.md#when-it-does-not-open': `
    console is not built, white screen, not reachable, error after sign-in`,
  'docs/how-to/open-the-console.md#get-around-by-keyboard': `
    command palette, hotkeys, jump to a customer`,
  'docs/how-to/a-day-of-customer-success.md': `
    whom do I call first this morning, priorities of the day
    my to-do list as a customer success manager
    work through customers at risk quickly by keyboard
    hand a customer over to a colleague
    make a follow-up task, reminder
    what changed since my last visit
    where do I see accounts that are in danger
    daily routine, morning check, workflow of a CSM
    shortcuts for acknowledging, snoozing and creating tasks
    what should I do next for this account
    overdue tasks
    what my successor must know about a customer, handover note
    why is a customer in my list although its score is green
    take over an account from a colleague
    customers in trouble, bad accounts first`,
  'docs/how-to/onboard-by-the-console.md': `
    create a new customer in the web interface
    set up a new account after a deal was won, signed order
    fill in the sign-up form, wizard
    the slug or name is already taken
    is my half-finished form saved, session ended or browser closed, draft
    onboarding is stuck at a step, customer does not become live
    import many customers from Excel, spreadsheet or CSV
    correct wrong rows of an import
    recommend a plan for a new customer
    who is onboarding which customer, see progress
    register a new client, new account, new logo
    which information do I need from a new customer
    somebody else wants to finish my form
    submit button is disabled, validation errors
    when is a customer live, provisioning status
    column names of the import file, template, delimiter
    upload failed, duplicate rows
    the cluster does not accept the new tenant
    I made a typo in the form and have already submitted it
    add a client without knowing Kubernetes or the command line
    is the same customer created twice if I press submit again
    leave the form and come back later
    which fields are required
    can onboarding be done from a phone or tablet
    a customer has signed today, what are my first steps
    discard a draft that nobody needs`,
  'docs/how-to/onboard-by-the-console.md#many-customers': `
    spreadsheet with 200 customers, error in a row, faulty rows, template file
    slug in the import file exists already, leave out existing customers`,
  'docs/how-to/onboard-by-the-console.md#follow-it': `
    the customer hangs at a step, what do I do
    how fast is a new customer ready
    a tenant failed to provision, tell the platform team`,
  'docs/how-to/onboard-by-the-console.md#one-customer': `
    continue a form of a colleague, drafts of others
    contact person, billing address, region and quota of a new customer`,
  'docs/how-to/work-with-the-tenants-list.md': `
    find a customer, search by name
    filter customers by plan, health, region or owner
    which contracts renew soon, upcoming renewals
    which customers are close to their limit
    save a filter, share a view with colleagues
    change something for many customers at once, bulk edit
    reassign accounts to another owner, holiday cover, somebody leaves the team
    export the list of customers to Excel or CSV
    choose and order columns, sort
    print the list
    look up an account quickly
    list of all customers with their plan, health and monthly value
    which customers do I look after, my portfolio
    segment customers, tags
    customers who are ready for an upgrade, heavy users
    hand over all accounts of a colleague who leaves
    download the table
    clients who have used up most of their package
    customers whose contract ends within 90 days
    which customers would benefit from a larger plan
    which columns can be shown in the table of customers
    customers who have not used the product for a month, inactive
    show only customers on one plan in one region or city`,
  'docs/how-to/work-with-the-tenants-list.md#find': `
    customers who used most of their allowance or whose score fell
    show only my customers`,
  'docs/how-to/work-with-the-tenants-list.md#do-something-with-many': `
    suspend, tag or assign several customers together`,
  'docs/how-to/work-with-the-tenants-list.md#keep-and-share': `
    send a colleague a link to a filtered list, saved views`,
  'docs/how-to/work-with-the-tenants-list.md#while-it-changes': `
    the list does not update, old data, question mark in place of a score`,
  'docs/how-to/work-with-the-tenants-list.md#take-it-along': `
    get all accounts of my team into a spreadsheet`,
  'docs/how-to/work-with-the-tenants-list.md#by-keyboard': `
    go through the list without a mouse`,
  'docs/how-to/work-on-a-tenants-page.md': `
    see everything about one customer, 360 degree view, account page
    why did the score of a customer go down
    suspend or resume a customer in the console
    preview an upgrade for one customer
    write a note about a call, log a conversation
    enter sentiment or support tickets
    timeline and history of a customer, what happened with this account
    which invoices are open for this customer
    contacts of a customer, change the account owner or renewal date
    prepare for a customer call or meeting
    customer overview, profile, details
    what did my colleague last do with this customer
    tell whether a customer's application is up
    usage trend of one customer, graph
    mark a customer as lost or risky by hand
    schedule the deletion of a customer in the console
    which plan has this customer and what does it pay
    client wants to cancel, end the subscription, termination
    phone call, meeting minutes
    open alerts and tasks of one account
    the e-mail address of a contact changed, correct the company name
    customer asks what it has used this month
    what would this month cost for this customer
    what did this customer use last month
    change the plan of a customer in the console
    who is the contact or account manager of a customer
    contact person left, update the record
    who changed something on this account`,
  'docs/how-to/sell-plans-in-the-console.md': `
    create or edit a price plan in the web interface
    publish a new price list
    raise prices for existing customers
    compare two plans or versions side by side
    move all customers of an old plan to the new one, migrate, grandfathered customers
    stop selling a plan, retire it
    undo a migration of customers
    two people edited the same draft
    configure packages and prices
    add a meter, allowance or add-on to a plan
    introduce a new edition of our product
    new version of a plan for new customers only
    bulk change of subscriptions, preview the effect on revenue
    who may change prices
    who still has the old price`,
  'docs/how-to/sell-plans-in-the-console.md#publish-it': `
    is a published plan visible at once, can it be changed afterwards`,
  'docs/how-to/sell-plans-in-the-console.md#bring-customers-to-another-version': `
    upgrade all customers to the new price version in the web interface`,
  'docs/how-to/follow-statements-in-the-console.md': `
    a customer disputes an invoice, says the bill is too high
    where does this charge come from, explain an overage line
    which invoices are unpaid or overdue
    record a payment, bank transfer, wire
    give a refund, credit note, cancel or void an invoice
    send a payment link
    print or download an invoice as PDF or CSV
    why does a bill have lines of last month
    answer a billing question of a customer
    show how an amount was calculated, breakdown
    customer paid, mark as paid
    accounts receivable, who owes us money
    billing mistake, correct an invoice
    total billed this month, by currency
    a customer paid yesterday but the statement still says overdue
    customer asks for a copy of its invoice
    customer was overcharged because our application counted wrong
    find all open amounts of a month
    difference between void and credit note`,
  'docs/how-to/follow-statements-in-the-console.md#see-why-an-amount-is-what-it-is': `
    explain overage on an invoice to a customer
    which usage events are behind an amount`,
  'docs/how-to/follow-statements-in-the-console.md#write-down-money': `
    enter a payment that came by bank, mark an invoice as paid`,
  'docs/how-to/follow-statements-in-the-console.md#find-what-is-open': `
    find the invoice of one customer for a month`,
  'docs/how-to/test-the-console.md': `
    run the browser tests of the web interface
    end-to-end tests with Playwright and Chromium
    a console journey fails in CI
    try accessibility, axe
    debug a failing user interface test
    run only one journey in the browser`,
  'docs/how-to/call-the-api.md': `
    how do I authenticate against the REST API
    first request with curl, base URL, bearer token
    what is the id of a tenant, look up a tenant by its name
    use the API from a script, SDK, client library
    Postman, OpenAPI
    authorization header, curl example
    try an endpoint quickly
    generate a client from the description of the API
    authenticate requests
    use the API from Python, JavaScript, PHP or Java
    does the API have a test mode or sandbox`,
  'docs/how-to/onboard-a-customer.md': `
    create a customer by the API, automate sign-ups from our website, self-service registration
    provision a new tenant from a script or from our CRM
    import existing customers in bulk from CSV, migrate from another system
    the slug is taken, submission is blocked or needs attention
    provisioning hangs, waits for the cluster, how long does onboarding take
    save a draft of the form and go on later
    which fields are mandatory for a new customer
    is it safe to submit twice, idempotent
    create an account when somebody buys on our shop
    integrate sign-up with our checkout
    retry a failed sign-up, resume provisioning
    webhook or status when the customer is ready
    load hundreds of customers at once
    set the region, quota or contract value of a new customer
    how do I know that a customer has begun to use the product, first usage
    avoid creating the same customer twice
    when does a customer count as onboarded, completed or live`,
  'docs/how-to/onboard-a-customer.md#many-at-once': `
    import file format, columns, maximum rows, sign-up date of old customers`,
  'docs/how-to/onboard-a-customer.md#watch-it': `
    poll the progress of a sign-up, is the customer live
    status needs_attention, blocked or waiting`,
  'docs/how-to/onboard-a-customer.md#why-it-can-be-trusted': `
    what if the server crashes during onboarding`,
  'docs/how-to/onboard-a-customer.md#fill-in-the-form': `
    currency, interval and time zone of a new customer, does it begin with a trial`,
  'docs/how-to/sell-plans.md': `
    create a plan, change its price by the API
    give a customer a discount, a special price or deal, a custom agreement
    grant more allowance to one customer, exception, goodwill
    assign a subscription to a customer
    add an add-on
    check in our application whether a customer may use a feature, entitlement check
    reserve quota before a long job so that no limit is passed
    archive a plan, stop selling it
    what did we know at a certain date, history of a subscription
    negotiate individual terms, enterprise contract, custom limits
    free months, percentage off, promotion
    switch a feature on for a paying customer only
    rate limiting or gating by plan in our product
    which version of a plan does a customer have, legacy plan
    end a special agreement
    change default plan for new sign-ups
    block a request in our application when the allowance is exhausted
    can I make an exception for one important customer
    sell an additional package, extra storage or seats to a customer`,
  'docs/how-to/sell-plans.md#agree-on-something-else': `
    lower price for a year for one customer, 20 percent discount`,
  'docs/how-to/sell-plans.md#ask-before-using': `
    parallel requests must never exceed the limit, reservation
    ask for permission before an expensive operation, feature gate
    how much of the allowance is left, remaining quota in my app`,
  'docs/how-to/sell-plans.md#choose-what-is-offered': `
    default plan, which plans are for sale`,
  'docs/how-to/change-a-plan.md': `
    upgrade or downgrade a customer
    what will it cost to move to a bigger plan, quote, price preview
    what happens to the running workload when the plan changes
    schedule a plan change for the end of the period
    cancel a scheduled change, go back to the old plan
    is a mid-month change prorated, pro rata
    upgrade is refused because of findings, more used than the new plan allows
    move hundreds of customers to a new plan version in batches, price increase
    preview expired
    move a customer from pro to enterprise
    customer wants to go to a cheaper plan
    does an upgrade take effect immediately
    what will change in the cluster and on the bill, impact
    difference in price, credit for the unused time
    roll a new price out to everybody, undo it
    a customer wants more, sell the next size
    is the customer charged at once after an upgrade
    does a downgrade delete data or a volume of the customer
    when does the new price hold, at once or at the end of the period
    move a customer from monthly to yearly billing`,
  'docs/how-to/change-a-plan.md#findings': `
    why is the plan change blocked, warnings before a downgrade`,
  'docs/how-to/change-a-plan.md#bring-many-to-another-version': `
    migrate customers in bulk with pause, retry and undo`,
  'docs/how-to/change-a-plan.md#carry-out-what-you-looked-at': `
    change the plan at the beginning of next month`,
  'docs/how-to/customer-health.md': `
    read health scores by the API
    customers at risk of churn
    record a survey result, NPS, satisfaction or sentiment
    import support tickets, Zendesk
    override a health score by hand
    adjust the weights of the score to our business
    create a task from a suggested action
    does the score predict churn, backtest
    connect our help desk or survey tool
    get churn signals into our BI tool or CRM
    put in manually that a customer is unhappy
    tune the scoring model
    exclude a seasonal customer from warnings for some months
    connect support tickets with the score
    list customers whose score fell most
    list of customers in trouble`,
  'docs/how-to/enforce-plans.md': `
    suspend customers automatically who do not pay or use too much
    turn enforcement on, go live after a dry run
    a customer promised to pay tomorrow, give more time, do not cut it off
    exempt a customer from suspension, VIP
    a customer was suspended by mistake, release it at once
    stop all automatic suspensions now, emergency
    approve a suspension that waits
    what happens when a customer exceeds its limit
    dunning, reminders and grace period for overdue invoices
    automatically lock customers who overuse
    how do I avoid cutting off an important customer by mistake
    customer asks for a few more days to pay
    first time activation of dunning
    unlock a customer that paid
    kill switch for automation
    my biggest account exceeded its allowance, prevent that it is shut down tonight
    nobody should be suspended over Christmas
    customer is in the notice period, what can I do
    the customer needs more time to pay, defer a suspension
    list of announced suspensions, who is affected next`,
  'docs/how-to/enforce-plans.md#2-look-at-what-would-be-done': `
    who would be suspended if it were live, simulation`,
  'docs/how-to/enforce-plans.md#4-day-by-day': `
    customer paid but is still suspended
    override an automatic suspension`,
  'docs/how-to/enforce-plans.md#3-go-live': `
    what should I check before I switch enforcement to live`,
  'docs/how-to/sign-people-in.md': `
    redirect URI, callback URL to register at the identity provider
    set up single sign-on with Keycloak, step by step
    map groups of Entra ID or Okta to roles of the console
    which claim and scope does the sign-in need
    signed in but forbidden everywhere, no role
    the issuer cannot be asked, identity provider in a private network`,
  'docs/how-to/run-the-admin-command.md': `
    run tenantry verify with Docker Compose
    run the tenantry command inside the pod, kubectl exec
    admin command on a SQLite volume in Kubernetes
    open a shell at the store of an installation`,
  'docs/how-to/trust-your-own-authority.md': `
    self-signed certificate, internal CA, private certificate authority
    NODE_EXTRA_CA_CERTS with Compose or the chart
    unable to verify the first certificate, self signed certificate in certificate chain
    root certificate of our company for outgoing connections`,
  'docs/how-to/count-and-bill-your-own.md': `
    price per seat, per user, seat-based billing
    declare a custom meter, count something else
    bill storage in gigabytes or devices
    which aggregation bills a seat added in the middle of the month, proration
    difference between latest, max and time_weighted
    charge for active users`,
};
