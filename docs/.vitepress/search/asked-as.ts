/**
 * The index at the end of a book: what people call the things that a page is about, where its own words are others. By
 * file; a name that is no page ends the build. Add here what somebody looked for and did not find.
 */
export const ASKED_AS: Readonly<Record<string, string>> = {
  'README.md': 'overview, comparison with alternatives, build it ourselves, scripts, helm alone, competitors',
  'SECURITY.md': 'contact, report a vulnerability, security hole, disclosure, CVE, supported versions',
  'CONTRIBUTING.md': 'develop, pull request, code style',
  'GOVERNANCE.md': 'maintainers, who decides, roles of the project',
  'docs/how-to/a-day-of-customer-success.md': 'priorities, work list',
  'docs/how-to/alert-people.md':
    'notification, e-mail, mail server, SMTP, mail does not arrive, test mail, thresholds, inbox, escalation',
  'docs/how-to/back-up-and-move.md':
    'backup, export, import, dump, migrate to MongoDB, switch from SQLite, move to another store, restore test',
  'docs/how-to/build-images.md':
    'docker image, container build, SBOM, list of open source components, third party licences, reproducible build, registry',
  'docs/how-to/call-the-api.md': 'REST, curl, pagination, retry, idempotency, client, SDK',
  'docs/how-to/change-a-plan.md':
    'upgrade or downgrade a customer, move up, proration, what will be charged, preview of the price, quote',
  'docs/how-to/change-a-tier.md':
    'new version, image tag, roll out, release to one customer first, canary, gradual rollout, go back, rollback of a tier',
  'docs/how-to/connect-a-cluster.md': 'kubeconfig, add a region, second cluster, kubernetes access',
  'docs/how-to/customer-health.md':
    'health score, churn risk, why did it go down, survey, NPS, satisfaction, sentiment, upload results, weights',
  'docs/how-to/delete-and-adopt.md':
    'undelete, deleted by mistake, bring back, restore a customer, tombstone, take over an existing namespace, offboard, churned',
  'docs/how-to/enforce-plans.md':
    'limits, over quota, cut off, block, dunning, not paid, grace period, postpone, exception, extension, warning',
  'docs/how-to/follow-statements-in-the-console.md':
    'invoice, bill, too high, dispute, where a charge comes from, overage line, payment, credit note, late events',
  'docs/how-to/install.md': 'kubectl apply, manifests, operator only',
  'docs/how-to/install-the-chart.md': 'helm install, kubernetes, values.yaml, ingress, TLS',
  'docs/how-to/install-with-compose.md':
    'docker compose, single server, VPS, self-host, airgapped, offline, without internet, backup, restore on another machine, update, roll back an update, old version, MongoDB later, registry mirror',
  'docs/how-to/keep-the-ledger-small.md':
    'disk full, database grows, retention, delete old events, archive, prune, clean up',
  'docs/how-to/keys.md':
    'API token, credentials for an app, service account, send events, rotate, revoke, lost admin key, password, locked out, bootstrap',
  'docs/how-to/onboard-a-customer.md':
    'sign-up, new customer by the API, bulk import, CSV, Excel, spreadsheet, slug taken',
  'docs/how-to/onboard-by-the-console.md':
    'sign-up form, new customer, wizard, CSV, Excel, import, name already in use, stuck, drafts',
  'docs/how-to/open-the-console.md':
    'log in, login, SSO, single sign-on, OIDC, OpenID, Keycloak, Okta, Entra, reverse proxy, nginx, cookies, logged out, session',
  'docs/how-to/pause.md':
    'edit by hand, manual change, hotfix, my edit is reverted, overwritten, stop the operator from changing it back, kubectl edit',
  'docs/how-to/receive-webhooks.md': 'callback, CRM, integration, Zapier, notify another system, signature',
  'docs/how-to/recover-from-a-disaster.md':
    'cluster lost, cluster gone, everything gone, rebuild on a new cluster, disaster recovery, DR, RPO, RTO, restore everybody',
  'docs/how-to/run-the-control-plane.md': 'start the server, SSO, OIDC, first key, MongoDB, configuration',
  'docs/how-to/sell-plans.md':
    'price list, catalogue, discount, special price, custom deal, override, add-on, coupon, contract',
  'docs/how-to/sell-plans-in-the-console.md':
    'price list, publish a plan, migrate customers to a new version, compare plans',
  'docs/how-to/suspend-and-resume.md':
    'stop a customer, freeze, switch off, disable, not paid, without losing data, scale to zero, turn on again',
  'docs/how-to/troubleshoot.md':
    'error, does not work, stuck, terminating, crash, CrashLoopBackOff, ErrImagePull, ImagePullBackOff, private registry, quota exceeded, operator down, debug, logs',
  'docs/how-to/uninstall.md': 'remove, get rid of, leave, exit, keep the apps running, clean up',
  'docs/how-to/upgrade.md':
    'update, new version, release notes, breaking changes, migrate values, helm upgrade, roll back, go back',
  'docs/how-to/verify-the-ledger.md':
    'proof, tamper, insider, manipulation, audit log, signature, seals, GDPR, right to be forgotten, erase personal data, data protection',
  'docs/how-to/watch-it.md':
    'monitoring, Prometheus, Grafana, dashboards, is it running, controller health, on call',
  'docs/how-to/runbooks.md': 'on call, pager, alert fired, incident',
  'docs/how-to/work-on-a-tenants-page.md':
    'customer page, account page, score went down, why, upgrade preview, suspend from the console, notes, timeline',
  'docs/how-to/work-with-the-tenants-list.md':
    'filter, saved views, search customers, bulk, many at once, reassign, hand over accounts, change owner, export CSV',
  'docs/reference/chart.md':
    'helm values, values.yaml, what changed between chart versions, network policies',
  'docs/reference/conditions.md':
    'status, reason, Ready False, stuck, terminating, exceeded quota, kubectl describe',
  'docs/reference/enforcement.md':
    'grace, extension, more time, cut off, exception, dunning days, suspended automatically',
  'docs/reference/environment.md': 'configuration, settings, env vars, OIDC, SMTP, secrets',
  'docs/reference/events.md': 'event types, integration, what is sent',
  'docs/reference/hardening.md':
    'root, privileged, capabilities, read-only file system, user id, CIS, container security',
  'docs/reference/health.md': 'score, factors, unknown, no score, survey, NPS, went down',
  'docs/reference/installer.md': 'install_tier.sh, exit code, roll back, rotate secrets, lost password',
  'docs/reference/performance.md': 'benchmark, load test, how many customers, throughput, latency',
  'docs/reference/plans.md':
    'trial, prolong, extend a trial, prospect, discount, override, entitlement, contract',
  'docs/reference/roi.md': 'business case, payback, CFO, savings, money',
  'docs/reference/statements.md': 'invoice, bill, charge, overage, tax, credit, dispute, too high',
  'docs/reference/tier.md': 'deployment template, image, pull secret, private registry, ingress, volume',
  'docs/reference/tiers.md':
    'editions, community, pro, enterprise, system requirements, RAM, memory, CPU, disk, VPS size, outgoing connections, phone home, telemetry',
  'docs/reference/webhooks.md': 'callback, payload, signature, retries, CRM, integration',
  'docs/explanation/access.md': 'roles, permissions, RBAC, audit log, who changed what',
  'docs/explanation/limits.md': 'not tested, known limitations, caveats, network isolation',
  'docs/explanation/security.md':
    'isolation between customers, multi-tenancy, reach another tenant, network, data, phone home',
  'docs/explanation/sizing.md':
    'capacity, scale, how many customers, how large a machine, RAM, VPS, replicas, sharding, limits of one installation',
  'docs/explanation/threat-model.md': 'attack, attacker, isolation, reach another tenant, insider, STRIDE',
  'docs/commercial/customer-success-handbook.md': 'CS lead, renewal, churn, reading scores',
  'docs/commercial/objections.md':
    'concerns, why not build it ourselves, why not just helm and scripts, competitor, lock-in, answers for prospects',
  'docs/commercial/playbook.md':
    'go to market, sell, trial, proof of concept, POC, pilot, success criteria, demo, tiers, why pro or enterprise, renewal',
  'docs/commercial/pricing.md':
    'price, cost, packages, editions, difference between pro and enterprise, why pay more, discount policy',
  'docs/commercial/reference-scenarios.md':
    'case study, customer stories, logos, references, testimonials, success stories',
  'docs/commercial/roi-methodology.md': 'business case, payback, CFO, return, savings, finance',
  'docs/commercial/security-review.md':
    'questionnaire, vendor assessment, due diligence, root, phone home, SBOM, licences, data flow, GDPR, compliance, SOC 2',
};
