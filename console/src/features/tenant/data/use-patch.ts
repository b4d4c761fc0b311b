import { useQueryClient } from '@tanstack/vue-query';
import type { components } from '@tenantry/contracts/client/schema.generated';
import { computed, type Ref, reactive, ref, watch } from 'vue';
import { api, read } from '../../../shared/api/client.ts';
import { ApiProblem } from '../../../shared/api/problem.ts';
import { useCommand } from './commands.ts';

type TenantPatch = components['schemas']['TenantPatch'];

/**
 * Changes what is recorded of a tenant, against the version that was looked at when the form was opened. When somebody
 * else was quicker, nothing of theirs is lost: `overtaken` says so, and `again` sends the same once more, against theirs.
 */
export function usePatch(tenantId: string, open: Ref<boolean>, etag: () => string, done: () => void) {
  const queryClient = useQueryClient();
  const seen = ref(etag());
  watch(open, isOpen => {
    if (isOpen) {
      seen.value = etag();
      command.forget();
    }
  });
  const command = useCommand(
    tenantId,
    (given: { readonly patch: TenantPatch; readonly etag: string }) =>
      read(
        api.PATCH('/v1/tenants/{tenantId}', {
          params: { path: { tenantId }, header: { 'If-Match': given.etag } },
          body: given.patch,
        }),
      ),
    done,
  );
  const overtaken = computed(
    () => command.problem instanceof ApiProblem && command.problem.code === 'precondition_failed',
  );
  // Theirs is read now, whatever the stream says.
  watch(overtaken, is => {
    if (is) void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.tenantId === tenantId });
  });
  return reactive({
    busy: computed(() => command.busy),
    problem: computed(() => command.problem),
    overtaken,
    save: (patch: TenantPatch) => command.run({ patch, etag: seen.value }),
    /** After theirs was looked at. */
    again: (patch: TenantPatch) => {
      seen.value = etag();
      command.run({ patch, etag: seen.value });
    },
    /** Theirs is what the form begins with from now on. */
    takeTheirs: () => {
      seen.value = etag();
      command.forget();
    },
  });
}
