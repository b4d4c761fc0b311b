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
      meta: {
        operation: 'getTenant',
        firstReads: [
          '/v1/tenants/{tenantId}',
          '/v1/tenants/{tenantId}/health',
          '/v1/tenants/{tenantId}/subscription',
          '/v1/enforcement/{tenantId}',
        ],
      },
    },
  ],
  navigation: [],
};
