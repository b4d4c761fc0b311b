import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'revenue',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/revenue',
      name: 'revenue',
      component: () => import('./revenue-page.vue'),
      meta: { operation: 'getRevenue', firstReads: ['/v1/revenue', '/v1/revenue/customers'] },
    },
  ],
  navigation: [{ section: 'commerce', order: 4, route: 'revenue', icon: 'chart', operation: 'getRevenue' }],
};
