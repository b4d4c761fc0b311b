import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'health',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/customer-health',
      name: 'customer-health',
      component: () => import('./health-page.vue'),
      meta: { operation: 'getHealthOverview', firstReads: ['/v1/health/overview'] },
    },
  ],
  navigation: [
    {
      section: 'customerSuccess',
      order: 2,
      route: 'customer-health',
      icon: 'pulse',
      operation: 'getHealthOverview',
    },
  ],
};
