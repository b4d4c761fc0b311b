import type { Router } from 'vue-router';
import { stored } from '../../shared/kept/stored.ts';

const MOST = 6;

/** Ids of tenants that were opened last in this browser, the latest first. Names are always asked for: they change. */
export const recentTenants = stored<readonly string[]>('tenantry.tenants.recent', [], textsIn);

/** Remembers every tenant whose page is opened, from wherever. */
export function rememberTenants(router: Router): void {
  router.afterEach((to, from) => {
    const { tenantId } = to.params;
    if (to.name !== 'tenant' || typeof tenantId !== 'string' || from.params['tenantId'] === tenantId) return;
    recentTenants.value = [tenantId, ...recentTenants.value.filter(id => id !== tenantId)].slice(0, MOST);
  });
}

function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string').slice(0, MOST) : [];
}
