import { customRef, type Ref } from 'vue';

/**
 * A value that this browser keeps, as JSON. `read` judges what is there: an earlier version of the console may have
 * written it. Without a store (a browser may forbid one) it is kept as long as the page. Other windows follow.
 *
 * VueUse has the like; with it, all of VueUse that any page uses would be in the first load.
 */
export function stored<Value>(key: string, initial: Value, read: (value: unknown) => Value): Ref<Value> {
  let value = load(key, initial, read);
  return customRef((track, trigger) => {
    globalThis.addEventListener('storage', event => {
      if (event.key !== null && event.key !== key) return;
      value = load(key, initial, read);
      trigger();
    });
    return {
      get: () => {
        track();
        return value;
      },
      set: next => {
        value = next;
        save(key, next);
        trigger();
      },
    };
  });
}

/** One of a list of words; the first of them for whatever else is there. */
export const oneOf =
  <Word extends string>(words: readonly [Word, ...Word[]]) =>
  (value: unknown): Word =>
    words.find(word => word === value) ?? words[0];

function load<Value>(key: string, initial: Value, read: (value: unknown) => Value): Value {
  try {
    const text = localStorage.getItem(key);
    return text === null ? initial : read(JSON.parse(text));
  } catch {
    return initial;
  }
}

function save(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: it lasts as long as the page.
  }
}
