import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'tenants',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/tenants',
      name: 'tenants',
      component: () => import('./tenants-page.vue'),
      meta: { operation: 'getTenantTable', firstReads: ['/v1/tenants/table'] },
    },
  ],
  navigation: [
    { section: 'tenants', order: 1, route: 'tenants', icon: 'tenants', operation: 'getTenantTable' },
  ],
};
