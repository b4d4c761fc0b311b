import { useRouter } from 'vue-router';
import type { TenantRow } from '../../../shared/tenants/rows.ts';

/**
 * Where the figures of a row come from, as addresses: a table has hundreds of them, and a link component for each would
 * take longer to make than all that it shows. Whoever shows them follows them by the router.
 */
export function useBehind(): (row: TenantRow, column: string) => string | undefined {
  const router = useRouter();
  const pathOf = (name: string) => (router.hasRoute(name) ? router.resolve({ name }).path : undefined);
  const [alerts, usage] = [pathOf('alerts'), pathOf('usage')];
  return (row, column) => {
    const { tenantId } = row;
    const onPage = (tab: string) => `/tenants/${tenantId}?tab=${tab}`;
    const useOf = (meter: string | null) =>
      usage === undefined
        ? onPage('usage')
        : `${usage}?${new URLSearchParams({ tenants: tenantId, ...(meter !== null && { meter }) })}`;
    switch (column) {
      case 'alerts':
        return alerts === undefined ? onPage('overview') : `${alerts}?tenantId=${tenantId}`;
      case 'allowance':
        return useOf(row.allowanceMeter);
      case 'use':
        return useOf(row.sparkMeter);
      case 'health':
        return onPage('overview');
      case 'monthly':
      case 'plan':
        return onPage('commercial');
      case 'touch':
        return onPage('timeline');
      default:
        return undefined;
    }
  };
}
