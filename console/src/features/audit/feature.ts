import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'audit',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/audit',
      name: 'audit',
      component: () => import('./audit-page.vue'),
      meta: { operation: 'listAudit', firstReads: ['/v1/audit?limit=50'] },
    },
  ],
  navigation: [
    { section: 'administration', order: 1, route: 'audit', icon: 'audit', operation: 'listAudit' },
  ],
};
