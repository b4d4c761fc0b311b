import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'onboarding',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/onboarding',
      name: 'onboarding',
      component: () => import('./submissions-page.vue'),
      meta: { operation: 'listSubmissions', firstReads: ['/v1/onboarding/submissions'] },
      // A link of a list that opens one of its rows: one submission has a page of its own.
      beforeEnter: to =>
        typeof to.query['open'] === 'string'
          ? { name: 'onboarding-submission', params: { submissionId: to.query['open'] } }
          : true,
    },
    {
      path: '/onboarding/new',
      name: 'onboarding-new',
      component: () => import('./wizard-page.vue'),
      meta: { operation: 'createSubmission' },
    },
    {
      path: '/onboarding/import',
      name: 'onboarding-import',
      component: () => import('./import-page.vue'),
      meta: { operation: 'previewImport' },
    },
    {
      path: '/onboarding/:submissionId',
      name: 'onboarding-submission',
      component: () => import('./wizard-page.vue'),
      meta: { operation: 'getSubmission' },
    },
  ],
  navigation: [
    {
      section: 'onboarding',
      order: 1,
      route: 'onboarding',
      icon: 'onboarding',
      operation: 'listSubmissions',
    },
  ],
};
