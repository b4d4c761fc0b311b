import { useMutation, useQueryClient } from '@tanstack/vue-query';
import { reactive } from 'vue';
import { IdempotencyKeys } from '../../../shared/api/idempotency-keys.ts';

/** What a dialog needs to know of a change that it asks for. */
export interface Command<Input> {
  run(input: Input): void;
  readonly busy: boolean;
  /** What it was refused with; gone when it is tried again. */
  readonly problem: Error | null;
  forget(): void;
}

/**
 * A change of a tenant. The key makes a second try of the same change the same request: what was done already is not
 * done again. When it is done, everything shown of this tenant is read again, whatever the stream says.
 */
export function useCommand<Input>(
  tenantId: string,
  change: (input: Input, idempotencyKey: string) => Promise<unknown>,
  after: (input: Input) => void,
): Command<Input> {
  const queryClient = useQueryClient();
  const keys = new IdempotencyKeys();
  const mutation = useMutation({
    mutationFn: (input: Input) => change(input, keys.of(input)),
    onSuccess: (_, input) => {
      keys.renew();
      void queryClient.invalidateQueries({ predicate: ({ meta }) => meta?.tenantId === tenantId });
      after(input);
    },
  });
  return reactive({
    run: (input: Input) => mutation.mutate(input),
    busy: mutation.isPending,
    problem: mutation.error,
    forget: () => mutation.reset(),
  });
}
