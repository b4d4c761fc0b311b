import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'usage',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/usage',
      name: 'usage',
      component: () => import('./usage-page.vue'),
      meta: { operation: 'getUsageSeries', firstReads: ['/v1/meters'] },
    },
  ],
  navigation: [{ section: 'commerce', order: 3, route: 'usage', icon: 'usage', operation: 'listTopTenants' }],
};
