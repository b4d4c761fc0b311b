import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'settings',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/settings/keys',
      name: 'settings-keys',
      component: () => import('./keys/keys-page.vue'),
      meta: { operation: 'listApiKeys' },
    },
    {
      path: '/settings/webhooks',
      name: 'settings-webhooks',
      component: () => import('./webhooks/webhooks-page.vue'),
      meta: { operation: 'listWebhooks' },
    },
    {
      path: '/settings/webhooks/:webhookId',
      name: 'settings-webhook',
      component: () => import('./webhooks/webhook-page.vue'),
      meta: { operation: 'getWebhook' },
    },
    {
      path: '/settings/thresholds',
      name: 'settings-thresholds',
      component: () => import('./thresholds/thresholds-page.vue'),
      meta: { operation: 'listAlertRules' },
    },
    {
      path: '/settings/health',
      name: 'settings-health',
      component: () => import('./health/health-page.vue'),
      meta: { operation: 'getHealthSettings' },
    },
    {
      path: '/settings/enforcement',
      name: 'settings-enforcement',
      component: () => import('./enforcement/enforcement-page.vue'),
      meta: { operation: 'getEnforcementSettings' },
    },
    {
      path: '/settings/mail',
      name: 'settings-mail',
      component: () => import('./mail/mail-page.vue'),
      meta: { operation: 'getMailStatus' },
    },
    {
      path: '/settings/general',
      name: 'settings-general',
      component: () => import('./general/general-page.vue'),
      meta: { operation: 'getSettings' },
    },
  ],
  navigation: [
    { section: 'administration', order: 10, route: 'settings-keys', icon: 'key', operation: 'listApiKeys' },
    {
      section: 'administration',
      order: 11,
      route: 'settings-webhooks',
      icon: 'webhook',
      operation: 'listWebhooks',
    },
    {
      section: 'administration',
      order: 12,
      route: 'settings-thresholds',
      icon: 'sliders',
      operation: 'listAlertRules',
    },
    {
      section: 'administration',
      order: 13,
      route: 'settings-health',
      icon: 'scale',
      operation: 'getHealthSettings',
    },
    {
      section: 'administration',
      order: 14,
      route: 'settings-enforcement',
      icon: 'shield',
      operation: 'getEnforcementSettings',
    },
    {
      section: 'administration',
      order: 15,
      route: 'settings-mail',
      icon: 'mail',
      operation: 'getMailStatus',
    },
    {
      section: 'administration',
      order: 16,
      route: 'settings-general',
      icon: 'settings',
      operation: 'getSettings',
    },
  ],
};
