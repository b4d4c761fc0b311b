import { QueryClient } from '@tanstack/vue-query';
import { ApiProblem } from './problem.ts';

const RETRIES = 2;

/**
 * All data of the server. A key begins with the kind of thing that it holds, in the words of the live stream:
 * `['tenant', 'list', filter]`, `['health', tenantId]`; a change of a tenant's health then reads again what begins so.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 10 * 60_000,
      // What the control plane refused it refuses again; what did not arrive may do so now.
      retry: (failures, error) => failures < RETRIES && !(error instanceof ApiProblem && error.status < 500),
      retryDelay: attempt => Math.min(10_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2),
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});
