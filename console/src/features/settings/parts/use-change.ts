import { reactive, ref, shallowRef } from 'vue';
import { IdempotencyKeys } from '../../../shared/api/idempotency-keys.ts';

export interface Change<Input, Result> {
  /** undefined: it was refused, and `problem` says why; or it is being done already. */
  run(input: Input): Promise<Result | undefined>;
  readonly busy: boolean;
  readonly problem: unknown;
  forget(): void;
}

/**
 * Something that is to be changed once. Tried again with the same input (after a cut line, or an ended session) it is the
 * same request by its key, so that nothing is made twice. What it answers is kept nowhere: it may hold a secret.
 */
export function useChange<Input, Result>(
  change: (input: Input, idempotencyKey: string) => Promise<Result>,
): Change<Input, Result> {
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  const keys = new IdempotencyKeys();

  async function run(input: Input): Promise<Result | undefined> {
    if (busy.value) return undefined;
    busy.value = true;
    problem.value = undefined;
    try {
      const result = await change(input, keys.of(input));
      keys.renew();
      return result;
    } catch (error) {
      problem.value = error;
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  const forget = () => {
    problem.value = undefined;
  };
  return reactive({ run, busy, problem, forget });
}
