import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'plans',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/plans',
      name: 'plans',
      component: () => import('./plans-page.vue'),
      meta: { operation: 'listPlans', firstReads: ['/v1/plans?limit=200', '/v1/tenants/table'] },
    },
    {
      path: '/plans/:planId',
      name: 'plan',
      component: () => import('./plan-page.vue'),
      meta: { operation: 'getPlan' },
    },
    {
      path: '/plans/:planId/versions/:version(\\d+)',
      name: 'plan-version',
      component: () => import('./version-page.vue'),
      meta: { operation: 'getPlanVersion' },
    },
    {
      path: '/plan-comparison',
      name: 'plan-compare',
      component: () => import('./compare-page.vue'),
      meta: { operation: 'comparePlans' },
    },
    {
      path: '/plan-changes',
      name: 'plan-changes',
      component: () => import('./changes/changes-page.vue'),
      meta: { operation: 'listPlanChanges' },
    },
    {
      path: '/plan-changes/new',
      name: 'plan-change-new',
      component: () => import('./changes/new-change-page.vue'),
      meta: { operation: 'previewPlanChange' },
    },
    {
      path: '/plan-changes/:planChangeId',
      name: 'plan-change',
      component: () => import('./changes/change-page.vue'),
      meta: { operation: 'getPlanChange' },
    },
  ],
  navigation: [{ section: 'commerce', order: 1, route: 'plans', icon: 'plans', operation: 'listPlans' }],
};
