import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'alerts',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/alerts',
      name: 'alerts',
      component: () => import('./alerts-page.vue'),
      meta: {
        operation: 'listAlerts',
        firstReads: ['/v1/alerts?sort=-level&limit=100', '/v1/alerts/summary'],
      },
    },
  ],
  navigation: [
    { section: 'customerSuccess', order: 3, route: 'alerts', icon: 'bell', operation: 'listAlerts' },
  ],
};
