import type { Feature } from '../../app/feature.ts';

export const feature: Feature = {
  name: 'tasks',
  texts: {
    en: () => import('./messages/en.json'),
    de: () => import('./messages/de.json'),
    pseudo: () => import('./messages/pseudo.json'),
  },
  routes: [
    {
      path: '/tasks',
      name: 'tasks',
      component: () => import('./tasks-page.vue'),
      meta: { operation: 'listTasks' },
    },
  ],
  navigation: [
    { section: 'customerSuccess', order: 3, route: 'tasks', icon: 'tasks', operation: 'listTasks' },
  ],
};
