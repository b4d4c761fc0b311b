import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'tenant',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/tenants/:tenantId',
      name: 'tenant',
      component: () => import('./tenant-page.vue'),
      meta: { operation: 'getTenant' },
    },
  ],
  navigation: [],
};
