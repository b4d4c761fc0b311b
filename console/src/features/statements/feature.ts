import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'statements',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/statements',
      name: 'statements',
      component: () => import('./statements-page.vue'),
      meta: {
        operation: 'listAllStatements',
        firstReads: ['/v1/statements?sort=-closedAt&limit=100', '/v1/statements/totals'],
      },
    },
    {
      path: '/tenants/:tenantId/statements/:number(\\d+)',
      name: 'statement',
      component: () => import('./statement-page.vue'),
      meta: { operation: 'getStatement' },
    },
  ],
  navigation: [
    { section: 'commerce', order: 2, route: 'statements', icon: 'statement', operation: 'listAllStatements' },
  ],
};
