import { termsOf } from './terms.ts';

/**
 * Words of one line mean nearly the same to people who ask, here or of any product that runs software for customers. They stand for
 * one another where the word itself is not in many places. What leads to one page alone is none: that is a question of the page, in `asks`.
 */
const NEARLY_SAME = `
  owner manager responsible assignee
  admin administrator root superuser
  large enlarge increase raise grow expand
  small smaller shrink reduce decrease lower
  long longer extend prolong
  delete wipe purge drop destroy
  create make provision generate
  setup configure configuration setting
  change edit modify alter adjust
  stop halt shutdown
  suspend freeze disable block cutoff
  resume unsuspend reactivate enable restart
  error fault failure problem issue
  fail break broken crash
  fix repair mend solve
  hang stuck
  slow latency performance
  fast quick speed throughput
  password secret credential
  credential token key
  login oidc
  permission right role rbac access authorisation privilege
  company organisation business
  charge fee price
  unpaid overdue dunning
  paid payment
  refund credit
  email smtp
  url address domain hostname host
  console dashboard interface ui gui website web
  check verify validate
  backup dump snapshot export
  restore recover recovery
  migrate migration move transfer switch
  machine host vm box
  disk storage volume space
  memory ram
  cpu processor core
  database store db mongodb sqlite
  offline airgapped disconnected
  kubernetes cluster
  monitor monitoring observability
  notify notification alert warn inform
  spreadsheet excel csv xlsx
  import upload load
  upgrade update
  version release
  limit quota cap allowance
  overage excess beyond exceed
  usage consumption metering
  isolation isolate separate
  gdpr privacy personal
  anonymise erasure
  audit trail log history
  tamper forge manipulate fake
  renew renewal
  churn leave
  trial pilot poc evaluation
  discount rebate
  competitor alternative compare
  vulnerability cve
  guarantee sla uptime availability
  downtime outage unavailable interruption
  schedule cron nightly daily
  automate automatic script
  edition tier size
  package plan
  certificate tls https ssl
  proxy nginx traefik
  webhook callback
  integration crm
  roi return savings payback
  survey nps sentiment
  dependency package library
  sbom component
  hardware requirement sizing
  capacity scalability
  manual hand
  mistake accident wrong
  duplicate twice double
  retention archive
`;

const GROUPS = NEARLY_SAME.trim()
  .split('\n')
  .map(line =>
    line
      .trim()
      .split(/\s+/)
      .flatMap(word => termsOf(word) ?? []),
  );

/** Terms that stand for nearly the same as this one, without itself. */
export function synonymsOf(term: string): string[] {
  const others = GROUPS.filter(group => group.includes(term)).flat();
  return [...new Set(others)].filter(other => other !== term);
}
