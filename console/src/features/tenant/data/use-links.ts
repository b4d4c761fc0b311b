import { type RouteLocationNamedRaw, useRouter } from 'vue-router';
import { useSession } from '../../../app/session/session.ts';

/** Addresses of pages of other features: of those that there are, and that this person may open. */
export function useLinks() {
  const router = useRouter();
  const { may } = useSession();
  return (
    name: string,
    more: Omit<RouteLocationNamedRaw, 'name'> = {},
  ): RouteLocationNamedRaw | undefined => {
    const route = router.getRoutes().find(known => known.name === name);
    if (route === undefined) return undefined;
    const { operation } = route.meta;
    return operation === undefined || may(operation) ? { name, ...more } : undefined;
  };
}
