import { computed, reactive, type WritableComputedRef } from 'vue';
import { useRouter } from 'vue-router';
import { queryWriterOf } from './query-writer.ts';

/** One parameter of the address: how its text is read, and written. What it is when left out is not written. */
export interface Parameter<Value> {
  read(text: string | undefined): Value;
  write(value: Value): string | undefined;
  /** It changes with each key: the entry of the history is replaced, so that Back does not go letter by letter. */
  readonly typed?: boolean;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'asc' | 'desc';
}

/** Free text; `typed` unless said otherwise. */
export const text = (initial = '', typed = true): Parameter<string> => ({
  read: given => given ?? initial,
  write: value => (value === initial ? undefined : value),
  typed,
});

/** One of a few words; anything else is the first, or `initial`. */
export function choice<Word extends string>(words: readonly Word[], initial: Word): Parameter<Word> {
  return {
    read: given => words.find(word => word === given) ?? initial,
    write: value => (value === initial ? undefined : value),
  };
}

/** One of a few words, or none. */
export function maybe<Word extends string>(words: readonly Word[]): Parameter<Word | undefined> {
  return { read: given => words.find(word => word === given), write: value => value };
}

/** An id of something that is open, or nothing. */
export const id = (): Parameter<string | undefined> => ({
  read: given => given || undefined,
  write: value => value,
});

/** A word with a lone `%`, typed or cut off in an address, is the word as it is. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

/** Several words, in their order: `a,b`. Others than `words` are left out. */
export function list<Word extends string = string>(words?: readonly Word[]): Parameter<readonly Word[]> {
  const known = (word: string): word is Word => words === undefined || words.some(other => other === word);
  return {
    read: given =>
      (given ?? '')
        .split(',')
        .filter(word => word !== '')
        .map(decoded)
        .filter(known),
    // A comma within a word is written as its code, so that it ends no word.
    write: value =>
      value.map(word => word.replaceAll('%', '%25').replaceAll(',', '%2C')).join(',') || undefined,
  };
}

export const flag = (): Parameter<boolean> => ({
  read: given => given === '1' || given === '',
  write: value => (value ? '1' : undefined),
});

/** A finite number within bounds; anything else is `initial`. */
export function number(initial: number, bounds: { min?: number; max?: number } = {}): Parameter<number> {
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = bounds;
  return {
    read: given => {
      const value = given === undefined || given.trim() === '' ? Number.NaN : Number(given);
      return Number.isFinite(value) && value >= min && value <= max ? value : initial;
    },
    write: value => (value === initial ? undefined : String(value)),
  };
}

/** `-score` is the highest first, `score` the lowest. Keys other than these are the initial order. */
export function sort(keys: readonly string[], initial: Sort): Parameter<Sort> {
  const written = ({ key, direction }: Sort) => (direction === 'desc' ? `-${key}` : key);
  return {
    read: given => {
      const key = given?.replace(/^-/, '') ?? '';
      if (!keys.includes(key)) return initial;
      return { key, direction: given?.startsWith('-') ? 'desc' : 'asc' };
    },
    write: value => (written(value) === written(initial) ? undefined : written(value)),
  };
}

/**
 * What of a page is in its address, so that reload, share and Back bring it back exactly:
 *
 *   const url = useUrlState({ search: text(), states: list(STATES), sort: sort(KEYS, {key: 'score', direction: 'asc'}) });
 *   url.search = 'acme';      <input v-model="url.search" />
 */
export function useUrlState<Values extends object>(
  parameters: {
    readonly [Name in keyof Values]: Parameter<Values[Name]>;
  },
): Values;
export function useUrlState(parameters: Readonly<Record<string, Parameter<unknown>>>): object {
  const writer = queryWriterOf(useRouter());
  const bound: Record<string, WritableComputedRef<unknown>> = {};
  for (const [name, parameter] of Object.entries(parameters)) {
    const written = computed(() => {
      const given = writer.query.value[name];
      const only = Array.isArray(given) ? given[0] : given;
      return only ?? (given === null ? '' : undefined);
    });
    // Read anew when its own text is another one only: a list stays the same list while others change.
    const value = computed(() => parameter.read(written.value));
    bound[name] = computed({
      get: () => value.value,
      set: value => writer.write({ [name]: parameter.write(value) }, parameter.typed !== true),
    });
  }
  return reactive(bound);
}
