import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'today',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/today',
      name: 'today',
      component: () => import('./today-page.vue'),
      meta: { operation: 'getToday', firstReads: ['/v1/today?show=needs&since=visit&limit=50'] },
    },
  ],
  navigation: [
    { section: 'customerSuccess', order: 1, route: 'today', icon: 'today', operation: 'getToday' },
  ],
};
