import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'roi',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/roi',
      name: 'roi',
      component: () => import('./roi-page.vue'),
      meta: { operation: 'estimateRoi' },
    },
    {
      path: '/roi/method',
      name: 'roi-method',
      component: () => import('./roi-method-page.vue'),
      meta: { operation: 'estimateRoi' },
    },
  ],
  navigation: [{ section: 'onboarding', order: 2, route: 'roi', icon: 'roi', operation: 'estimateRoi' }],
};
