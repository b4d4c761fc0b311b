import { ROLES, type Role } from '@tenantry/contracts/api/roles';
import type { Route } from '../http/route.ts';
import type { Principal } from './principal.ts';

export interface PolicyRow {
  readonly roles: readonly Role[];
  /**
   * What a principal that is bound to a tenant may do here. `param`: the path names a tenant, and it must be its own.
   * `narrowed`: the handler shows and touches only its own. `never` (the default): not for such principals.
   */
  readonly tenantBound?: 'param' | 'narrowed' | 'never';
}

/**
 * Who may do what: one row for each operation, and none means no. Roles do not include one another: what an admin
 * may do says so here.
 */
export const POLICY: Readonly<Record<string, PolicyRow>> = {
  // access
  whoami: { roles: ROLES, tenantBound: 'narrowed' },
  listApiKeys: { roles: ['admin', 'onboarding', 'tenant'], tenantBound: 'narrowed' },
  createApiKey: { roles: ['admin', 'onboarding', 'tenant'], tenantBound: 'narrowed' },
  getApiKey: { roles: ['admin', 'onboarding', 'tenant'], tenantBound: 'narrowed' },
  rotateApiKey: { roles: ['admin', 'onboarding', 'tenant'], tenantBound: 'narrowed' },
  revokeApiKey: { roles: ['admin', 'onboarding', 'tenant'], tenantBound: 'narrowed' },
  startSession: { roles: ROLES, tenantBound: 'narrowed' },
  getSession: { roles: ROLES, tenantBound: 'narrowed' },
  endSession: { roles: ROLES, tenantBound: 'narrowed' },
  setUserAccess: { roles: ['admin'] },
  // what the console keeps for each caller alone
  getConsolePreferences: { roles: ROLES, tenantBound: 'narrowed' },
  replaceConsolePreferences: { roles: ROLES, tenantBound: 'narrowed' },
  getConsoleVisit: { roles: ROLES, tenantBound: 'narrowed' },
  recordConsoleVisit: { roles: ROLES, tenantBound: 'narrowed' },
  // What takes room, or is seen by others, is for those who work here.
  recordConsoleSteps: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  listConsoleDrafts: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getConsoleDraft: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  saveConsoleDraft: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  deleteConsoleDraft: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  listConsoleViews: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  createConsoleView: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  updateConsoleView: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  deleteConsoleView: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  // audit
  listAudit: { roles: ['admin'] },
  exportAudit: { roles: ['admin'] },
  eraseFromAudit: { roles: ['admin'] },
  // what was decided, for integrations
  listEvents: { roles: ['admin', 'finance', 'cs'] },
  followStream: { roles: ROLES, tenantBound: 'narrowed' },
  // webhooks
  createWebhook: { roles: ['admin'] },
  listWebhooks: { roles: ['admin'] },
  getWebhook: { roles: ['admin'] },
  updateWebhook: { roles: ['admin'] },
  rotateWebhookSecret: { roles: ['admin'] },
  enableWebhook: { roles: ['admin'] },
  disableWebhook: { roles: ['admin'] },
  deleteWebhook: { roles: ['admin'] },
  testWebhook: { roles: ['admin'] },
  listWebhookDeliveries: { roles: ['admin'] },
  getWebhookDelivery: { roles: ['admin'] },
  replayWebhookDelivery: { roles: ['admin'] },
  replayWebhookEvents: { roles: ['admin'] },
  getWebhookReplay: { roles: ['admin'] },
  // the installation as a whole
  exportInstallation: { roles: ['admin'] },
  // plans and settings
  listPlans: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  createPlan: { roles: ['admin', 'finance'] },
  getPlan: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  createPlanDraft: { roles: ['admin', 'finance'] },
  getPlanVersion: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  replacePlanDraft: { roles: ['admin', 'finance'] },
  publishPlanVersion: { roles: ['admin', 'finance'] },
  archivePlanVersion: { roles: ['admin', 'finance'] },
  getCatalogue: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  comparePlans: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getSettings: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  replaceSettings: { roles: ['admin', 'finance'] },
  // subscriptions
  getSubscription: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  createSubscription: { roles: ['admin', 'finance'] },
  changeSubscription: { roles: ['admin', 'finance'] },
  // Whoever talks to customers says what it would come to, and decides nothing by it.
  previewSubscriptionChange: { roles: ['admin', 'finance', 'cs'] },
  cancelScheduledChange: { roles: ['admin', 'finance'] },
  endSubscription: { roles: ['admin', 'finance'] },
  extendTrial: { roles: ['admin', 'finance'] },
  addSubscriptionOverride: { roles: ['admin', 'finance'] },
  endSubscriptionOverride: { roles: ['admin', 'finance'] },
  listSubscriptionPeriods: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  previewCharges: {
    roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  // statements
  listStatements: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  previewStatement: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  getStatement: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  exportStatement: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  printStatement: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  voidStatement: { roles: ['admin', 'finance'] },
  listAllStatements: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  totalStatements: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  exportAllStatements: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  closeDueStatements: { roles: ['admin', 'finance'] },
  getBilling: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  replaceBilling: { roles: ['admin', 'finance'] },
  listCredits: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  grantCredit: { roles: ['admin', 'finance'] },
  listPayments: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  recordPayment: { roles: ['admin', 'finance'] },
  createPaymentLink: { roles: ['admin', 'finance', 'tenant'], tenantBound: 'param' },
  getRevenue: { roles: ['admin', 'finance'] },
  listRevenueCustomers: { roles: ['admin', 'finance'] },
  listSubscriptionHistory: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  listSubscriptionChanges: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  previewPlanChange: { roles: ['admin', 'finance'] },
  createPlanChange: { roles: ['admin', 'finance'] },
  listPlanChanges: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  getPlanChange: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  listPlanChangeTenants: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  exportPlanChangePreview: { roles: ['admin', 'finance'] },
  pausePlanChange: { roles: ['admin', 'finance'] },
  resumePlanChange: { roles: ['admin', 'finance'] },
  cancelPlanChange: { roles: ['admin', 'finance'] },
  undoPlanChange: { roles: ['admin', 'finance'] },
  retryPlanChange: { roles: ['admin', 'finance'] },
  // entitlements
  listEntitlements: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'ingest', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  checkEntitlement: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'ingest', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  checkFeatureFlag: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'ingest', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  createReservation: { roles: ['admin', 'ingest', 'tenant'], tenantBound: 'param' },
  listReservations: { roles: ['admin', 'finance', 'cs', 'ingest', 'tenant'], tenantBound: 'param' },
  getReservation: { roles: ['admin', 'ingest', 'tenant'], tenantBound: 'param' },
  commitReservation: { roles: ['admin', 'ingest', 'tenant'], tenantBound: 'param' },
  releaseReservation: { roles: ['admin', 'ingest', 'tenant'], tenantBound: 'param' },
  // alerts
  listAlerts: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  countAlerts: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getAlert: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  listAlertHistory: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  acknowledgeAlert: { roles: ['admin', 'finance', 'cs', 'onboarding'] },
  snoozeAlert: { roles: ['admin', 'finance', 'cs', 'onboarding'] },
  unacknowledgeAlert: { roles: ['admin', 'finance', 'cs', 'onboarding'] },
  assignAlert: { roles: ['admin', 'finance', 'cs', 'onboarding'] },
  listAlertRules: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  setAlertRules: { roles: ['admin', 'cs'] },
  getPlanAlertRules: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  setPlanAlertRules: { roles: ['admin', 'cs'] },
  getTenantAlertRules: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  setTenantAlertRules: { roles: ['admin', 'cs'] },
  getAlertRecipients: { roles: ['admin', 'cs'] },
  setAlertRecipients: { roles: ['admin', 'cs'] },
  getTenantAlertRecipients: { roles: ['admin', 'cs'] },
  setTenantAlertRecipients: { roles: ['admin', 'cs'] },
  getMailStatus: { roles: ['admin', 'cs'] },
  listMailDeliveries: { roles: ['admin', 'cs'] },
  // It writes to an address of the caller's choice.
  sendTestMail: { roles: ['admin'] },
  // what a customer gains
  estimateRoi: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  roiSensitivity: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getRoiSeed: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  // enforcement of plans
  getEnforcementSettings: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  replaceEnforcementSettings: { roles: ['admin', 'finance'] },
  getEnforcementStatus: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  confirmEnforcementClock: { roles: ['admin'] },
  listEnforcement: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  getEnforcement: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  listEnforcementHistory: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  getTenantEnforcement: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  approveSuspension: { roles: ['admin', 'finance'] },
  exemptFromEnforcement: { roles: ['admin', 'finance'] },
  endEnforcementExemption: { roles: ['admin', 'finance'] },
  extendEnforcementNotice: { roles: ['admin', 'finance', 'cs'] },
  releaseFromEnforcement: { roles: ['admin', 'finance'] },
  // seals of the usage ledger
  listSealHeads: { roles: ['admin', 'finance'] },
  requestErasure: { roles: ['admin'] },
  getErasure: { roles: ['admin'] },
  getUsageRetention: { roles: ['admin', 'finance'] },
  listUsageCheckpoints: { roles: ['admin', 'finance'] },
  // usage
  recordUsage: { roles: ['admin', 'ingest'], tenantBound: 'narrowed' },
  listRejectedUsage: { roles: ['admin', 'cs', 'ingest'], tenantBound: 'narrowed' },
  getUsageTotal: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  getUsageSnapshot: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  getUsageSeries: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  exportUsageSeries: { roles: ['admin', 'finance', 'cs', 'viewer', 'tenant'], tenantBound: 'param' },
  listTopTenants: { roles: ['admin', 'finance', 'cs', 'viewer'] },
  listUsageEvents: { roles: ['admin', 'finance', 'cs', 'tenant'], tenantBound: 'param' },
  exportUsageEvents: { roles: ['admin', 'finance', 'tenant'], tenantBound: 'param' },
  correctUsage: { roles: ['admin', 'finance'] },
  listMeters: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'ingest', 'viewer', 'tenant'],
    tenantBound: 'narrowed',
  },
  getMeter: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'ingest', 'viewer', 'tenant'],
    tenantBound: 'narrowed',
  },
  declareMeter: { roles: ['admin'] },
  changeMeter: { roles: ['admin'] },
  // tenants
  listTenants: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getTenantTable: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  createTenant: { roles: ['admin', 'onboarding'] },
  getTenant: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  updateTenant: { roles: ['admin', 'cs', 'onboarding'] },
  suspendTenant: { roles: ['admin', 'finance', 'cs'] },
  resumeTenant: { roles: ['admin', 'finance', 'cs'] },
  scheduleTenantDeletion: { roles: ['admin'] },
  cancelTenantDeletion: { roles: ['admin'] },
  // As changeSubscription is: what a customer owes is decided by nobody else.
  changeTenantPlan: { roles: ['admin', 'finance'] },
  listTenantNotes: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  addTenantNote: { roles: ['admin', 'finance', 'cs', 'onboarding'] },
  removeTenantNote: { roles: ['admin', 'cs'] },
  // how customers do
  listHealth: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  countHealth: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getHealthOverview: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  listHealthMoves: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  // It shows a little of alerts, tasks, submissions, enforcement and the record: whoever may see all of these.
  getToday: { roles: ['admin', 'cs', 'viewer'] },
  getTenantHealth: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  listTenantHealthHistory: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  evaluateTenantHealth: { roles: ['admin', 'cs'] },
  getHealthSettings: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  replaceHealthSettings: { roles: ['admin', 'cs'] },
  previewHealthSettings: { roles: ['admin', 'cs'] },
  setHealthOverride: { roles: ['admin', 'cs'] },
  endHealthOverride: { roles: ['admin', 'cs'] },
  setHealthSentiment: { roles: ['admin', 'cs'] },
  removeHealthSentiment: { roles: ['admin', 'cs'] },
  setHealthSupport: { roles: ['admin', 'cs'] },
  removeHealthSupport: { roles: ['admin', 'cs'] },
  importHealth: { roles: ['admin', 'cs'] },
  listTasks: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getTask: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  createTask: { roles: ['admin', 'cs'] },
  updateTask: { roles: ['admin', 'cs'] },
  closeTask: { roles: ['admin', 'cs'] },
  reopenTask: { roles: ['admin', 'cs'] },
  // clusters
  listClusters: { roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer'] },
  getWorkload: {
    roles: ['admin', 'finance', 'cs', 'onboarding', 'viewer', 'tenant'],
    tenantBound: 'param',
  },
  syncWorkload: { roles: ['admin', 'onboarding'] },
  listHeldWorkloads: { roles: ['admin', 'cs', 'onboarding', 'viewer'] },
  settleWorkload: { roles: ['admin'] },
  // onboarding
  listSubmissions: { roles: ['admin', 'cs', 'onboarding', 'viewer'] },
  createSubmission: { roles: ['admin', 'onboarding'] },
  getSubmission: { roles: ['admin', 'cs', 'onboarding', 'viewer'] },
  saveSubmission: { roles: ['admin', 'onboarding'] },
  validateSubmission: { roles: ['admin', 'cs', 'onboarding', 'viewer'] },
  submitSubmission: { roles: ['admin', 'onboarding'] },
  cancelSubmission: { roles: ['admin', 'onboarding'] },
  reopenSubmission: { roles: ['admin', 'onboarding'] },
  previewImport: { roles: ['admin', 'onboarding'] },
  applyImport: { roles: ['admin', 'onboarding'] },
  getImport: { roles: ['admin', 'cs', 'onboarding', 'viewer'] },
  listImportRows: { roles: ['admin', 'cs', 'onboarding', 'viewer'] },
};

/** `forbidden` and `hidden` are told apart: what a caller may not know of does not exist for it. */
export type Decision = 'allowed' | 'forbidden' | 'hidden';

export function decide(
  route: Pick<Route, 'operation' | 'tenantParam'>,
  principal: Principal,
  params: Readonly<Record<string, string>>,
  policy: Readonly<Record<string, PolicyRow>> = POLICY,
): Decision {
  const row = Object.hasOwn(policy, route.operation) ? policy[route.operation] : undefined;
  if (row === undefined) return 'forbidden';
  if (principal.operations !== undefined && !principal.operations.includes(route.operation))
    return 'forbidden';
  if (!row.roles.some(role => holds(principal, role))) return 'forbidden';
  if (principal.tenantId === undefined) return 'allowed';
  switch (row.tenantBound ?? 'never') {
    case 'narrowed':
      return 'allowed';
    case 'param':
      return route.tenantParam !== undefined && params[route.tenantParam] === principal.tenantId
        ? 'allowed'
        : 'hidden';
    case 'never':
      return 'forbidden';
  }
}

/** The role `tenant` means one's own tenant: without one it is no role at all, or it would be every tenant's. */
function holds(principal: Principal, role: Role): boolean {
  return principal.roles.includes(role) && (role !== 'tenant' || principal.tenantId !== undefined);
}

/** What a principal may call, in the tenant that it is bound to if it is. For people and consoles to look at. */
export function operationsOf(
  principal: Principal,
  policy: Readonly<Record<string, PolicyRow>> = POLICY,
): string[] {
  const { tenantId = '' } = principal;
  return Object.keys(policy)
    .filter(operation => {
      const route = { operation, tenantParam: 'tenantId' };
      return decide(route, principal, { tenantId }, policy) === 'allowed';
    })
    .sort();
}

/** Routes without a row and rows without a route: the server does not start with either. */
export function policyGaps(routes: readonly Route[], policy = POLICY): string[] {
  const guarded = routes.filter(({ open }) => !open).map(({ operation }) => operation);
  return [
    ...guarded.filter(operation => !Object.hasOwn(policy, operation)).map(name => `${name} has no row`),
    ...Object.keys(policy)
      .filter(operation => !guarded.includes(operation))
      .map(name => `${name} is no route`),
  ];
}
