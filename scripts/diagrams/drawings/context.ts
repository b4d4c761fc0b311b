import type { Box, Diagram } from '../diagram.ts';

const actor = (id: string, y: number, title: string, line: string): Box => ({
  ...{ id, kind: 'person', x: 24, y, width: 190, height: 56, title, lines: [line] },
});
const beside = (id: string, y: number, title: string, line: string): Box => ({
  ...{ id, kind: 'outside', x: 646, y, width: 190, height: 56, title, lines: [line] },
});

export const context: Diagram = {
  file: 'system-context.svg',
  title: 'Tenantry and what is around it',
  description:
    'People of customer success, onboarding and finance use the console, which the control plane serves. Your application sends usage to the control plane and asks it for entitlements. A cluster admin applies Tenants and Tiers. The control plane keeps everything in one SQLite file or in MongoDB, and applies Tenants to the API server. The operator watches the API server and keeps a namespace for each tenant. The control plane calls webhooks, a mail server, a payment provider and an issuer of sign-in; Prometheus and an OpenTelemetry collector watch both programs.',
  height: 470,
  frames: [
    { x: 240, y: 24, width: 380, height: 216, caption: 'one or more machines, or pods' },
    { x: 240, y: 262, width: 380, height: 184, caption: 'each Kubernetes cluster' },
  ],
  boxes: [
    actor('people', 58, 'your people', 'CS, onboarding, finance'),
    actor('app', 148, 'your application', 'events, “may it?”'),
    actor('admin', 306, 'cluster admin', 'kubectl, Git'),
    actor('owner', 382, 'a tenant’s owner', 'in one namespace'),
    {
      ...{ id: 'control', kind: 'process', x: 258, y: 54, width: 212, height: 170, title: 'control plane' },
      lines: [
        'API, console, documents',
        'plans, subscriptions',
        'ledger, entitlements',
        'statements, health, alerts',
        'onboarding, enforcement',
        'cluster side',
      ],
    },
    {
      ...{ id: 'store', kind: 'kept', x: 508, y: 54, width: 98, height: 74, title: 'store' },
      lines: ['SQLite or', 'MongoDB'],
    },
    {
      ...{ id: 'api', kind: 'outside', x: 258, y: 294, width: 168, height: 56, title: 'API server' },
      lines: ['Tenants, Tiers'],
    },
    {
      ...{ id: 'operator', kind: 'process', x: 462, y: 294, width: 144, height: 56, title: 'operator' },
      lines: ['one works'],
    },
    {
      ...{
        id: 'spaces',
        kind: 'kept',
        x: 258,
        y: 382,
        width: 348,
        height: 56,
        title: 'a namespace for each tenant',
      },
      lines: ['quota, policies, roles, workloads'],
    },
    beside('hooks', 126, 'webhooks, mail', 'signed; guarded'),
    beside('money', 194, 'payments, sign-in', 'Stripe, OpenID Connect'),
    beside('watch', 294, 'Prometheus, OTLP', 'metrics and traces'),
  ],
  arrows: [
    { from: 'people', to: 'control' },
    { from: 'app', to: 'control' },
    { from: 'control', to: 'store' },
    { from: 'control', to: 'api', label: 'applies Tenants, watches' },
    { from: 'admin', to: 'api' },
    { from: 'owner', to: 'spaces' },
    { from: 'operator', to: 'api' },
    { from: 'api', to: 'spaces', label: 'as the operator applies' },
    { from: 'control', to: 'hooks' },
    { from: 'control', to: 'money' },
    { from: 'watch', to: 'operator', dashed: true },
  ],
};
