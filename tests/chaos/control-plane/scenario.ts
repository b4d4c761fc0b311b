import { clerk, forgetPeople, keys, session, sessionsAndUsers } from './day/access.ts';
import { alerted, rulesForAll } from './day/alerts.ts';
import { billed } from './day/billing.ts';
import { careOf, deletion, suspendForAWhile, wasContact } from './day/care.ts';
import { plansAndMeters } from './day/catalogue.ts';
import { forgottenByConsole, keptByConsole } from './day/console.ts';
import { byHand, drafts, importTenants, onboard } from './day/customers.ts';
import { healthOf, tasksOf } from './day/health.ts';
import { planChange } from './day/plan-changes.ts';
import type { Stage } from './day/stage.ts';
import { agreements, changePlan, previewed } from './day/subscriptions.ts';
import { corrections, erasure, rejected, reservations, usage } from './day/usage.ts';
import { passingWebhooks, toldEverything } from './day/webhooks.ts';

/**
 * A day of a vendor in a few seconds: plans and meters are made, customers onboarded by form, by file and by hand, keys
 * given out, usage sent and sent again and corrected, plans changed, one by one and in bulk, statements made, paid and
 * taken back, alerts, health and tasks acted on, drafts and views kept, tenants suspended and deleted, people erased; and all of it is told to
 * webhooks. Everything is said to `first`, the replica that is to fail; usage goes to both.
 */
export async function play(stage: Stage): Promise<void> {
  await toldEverything(stage);
  await Promise.all([plansAndMeters(stage), rulesForAll(stage)]);
  const clara = await clerk(stage);
  const [acme, bolt, imported, fay] = await Promise.all([
    onboard(stage, 'acme', 'pro'),
    onboard(stage, 'bolt', 'community'),
    importTenants(stage, ['carl', 'dora']),
    billed(clara.stage, 'fay'),
    drafts(stage),
    sessionsAndUsers(stage),
  ]);
  const eve = await byHand(stage, 'eve');
  const [carl, dora] = imported;
  if (carl === undefined || dora === undefined) throw new Error('two were imported');
  await Promise.all([acme, bolt, carl, dora, eve].map(tenant => usage(stage, tenant)));
  await Promise.all([
    changePlan(stage, acme).then(() => reservations(stage, acme)),
    corrections(stage, acme).then(() => erasure(stage, acme)),
    agreements(stage, bolt).then(() => planChange(clara.stage, [bolt, eve])),
    careOf(stage, bolt).then(() => tasksOf(clara.stage, bolt)),
    suspendForAWhile(stage, carl),
    deletion(stage, dora, bolt),
    keys(stage, eve).then(() => healthOf(clara.stage, eve)),
    alerted(clara.stage, fay),
    previewed(stage, fay),
    passingWebhooks(clara.stage),
    wasContact(stage, eve),
    keptByConsole(stage, 'jo'),
    keptByConsole(clara.stage, 'clara'),
  ]);
  await Promise.all([
    rejected(stage, acme),
    session(stage),
    forgetPeople(stage, clara.actorId, `tenant/${eve.tenantId}`),
  ]);
  forgottenByConsole(clara.stage);
}
