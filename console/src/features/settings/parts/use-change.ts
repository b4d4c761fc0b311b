import { reactive, ref, shallowRef } from 'vue';

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
  let last: { readonly text: string; readonly key: string } | undefined;

  async function run(input: Input): Promise<Result | undefined> {
    if (busy.value) return undefined;
    const text = JSON.stringify(input);
    const order = last?.text === text ? last : { text, key: crypto.randomUUID() };
    last = order;
    busy.value = true;
    problem.value = undefined;
    try {
      const result = await change(input, order.key);
      last = undefined;
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
