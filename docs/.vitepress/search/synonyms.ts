import { termsOf } from './terms.ts';

/**
 * Words of one line mean nearly the same to people who ask, here or in any product that runs software for customers. What only
 * leads to one page is none: that is a question of the page, in `asks`.
 */
const SAME = `
  tenant customer client account
  employee staff colleague teammate coworker
  owner manager responsible assignee
  admin administrator root superuser
  big large enlarge increase raise grow expand
  bigger larger increase raise grow
  small smaller shrink reduce decrease lower
  long longer extend prolong
  delete remove erase wipe purge drop destroy
  create make provision generate
  setup configure configuration setting
  change edit modify alter adjust
  undo revert rollback
  stop halt shutdown
  suspend freeze disable block deactivate cutoff
  resume unsuspend reactivate enable
  restart reboot
  error fault failure problem issue
  fail break broken crash
  fix repair mend solve
  hang stuck block
  slow latency performance
  fast quick speed throughput performance
  password secret credential
  credential token key
  login signin sso oidc
  permission right role rbac authorisation privilege
  company organisation business
  cost price fee expensive
  charge fee bill
  bill billing invoice statement
  unpaid overdue dunning
  paid payment pay
  refund credit
  email mail smtp
  url address domain hostname host
  console dashboard interface ui gui website web
  test try
  check verify validate
  backup dump snapshot export
  restore recover recovery
  migrate migration move transfer switch
  machine server host vps vm box
  disk storage volume space
  memory ram
  cpu processor core
  database store db mongodb sqlite
  offline airgapped disconnected
  kubernetes k8s cluster
  monitor monitoring watch observability
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
  anonymise erase erasure
  audit trail log history
  tamper forge manipulate fake
  renew renewal
  churn leave
  trial pilot poc evaluation
  discount rebate
  competitor alternative compare
  licence open-source
  vulnerability cve
  guarantee sla uptime availability
  downtime outage unavailable interruption
  schedule cron nightly daily
  automate automatic script
  edition tier size
  package plan
  certificate tls https ssl
  proxy nginx traefik
  operator controller
  webhook callback
  integration crm
  roi return savings payback
  survey nps sentiment
  dependency package library
  sbom component
  hardware requirement sizing
  scale capacity scalability
  phase step stage
  manual hand
  mistake accident wrong
  replace swap
  duplicate twice double
  retention archive keep
`;

const GROUPS = SAME.trim()
  .split('\n')
  .map(line =>
    line
      .trim()
      .split(/\s+/)
      .flatMap(word => termsOf(word) ?? []),
  );

/** Terms that stand for the same as this one, without itself. */
export function synonymsOf(term: string): string[] {
  const others = GROUPS.filter(group => group.includes(term)).flat();
  return [...new Set(others)].filter(other => other !== term);
}
