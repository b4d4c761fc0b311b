import { termsOf } from './terms.ts';

/** Words of one line mean the same to people who ask; pages mostly have one of them. Each is one word. */
const SAME = `
  tenant customer client account
  suspend suspension stop block disable cut
  resume unsuspend restart
  statement invoice bill billing charge
  overdue unpaid paid dunning
  restore undelete recover recovery
  delete remove erase drop
  tombstone undelete mistake accident
  uninstall remove rid
  key token credential password secret
  login sign oidc sso keycloak okta ldap
  admin administrator root
  csv excel spreadsheet xlsx
  import upload load
  survey nps
  kubernetes k8s cluster
  memory ram
  machine server vps host box vm
  upgrade update
  rollback downgrade former
  trial pilot poc evaluation
  extend prolong longer
  discount rebate special override exception
  reassign handover owner assignee
  offline airgapped registry disconnected
  telemetry phone
  licence license sbom component spdx
  gdpr forget erasure forgotten erase
  vulnerability cve disclosure
  audit trail log
  tamper insider forge manipulate
  roi return payback investment money
  cfo finance
  mail smtp email
  store database mongodb mongo sqlite postgres
  retention prune grow growing
  drift revert reverted overwrite
  operator controller
  webhook callback crm integration zapier
  prospect buyer lead
  overage excess
  slug name
  draft unsaved
  rollout canary gradual
  image container docker
  terminating deleting
  quota limit
  isolation reach isolate
  size sizing capacity scale
  logo reference
  release version
  postpone grace extension weeks
  contact report
  spreadsheet file
  proxy nginx traefik
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
