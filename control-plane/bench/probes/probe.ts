import { z } from 'zod';
import type { Api } from '../api-client.ts';
import { Chance } from '../seed/chance.ts';

/** Says how an answer differs from what was seeded. */
export type Check = (answer: string, path: string) => string | undefined;

/** A question that a screen or a program asks, in the forms that it is asked in. */
export interface Probe {
  readonly name: string;
  /** Asked in turn. */
  readonly paths: readonly string[];
  readonly check?: Check;
  /** Time by itself changes the answer, in each store when its turn comes. */
  readonly changes?: boolean;
}

/** How many tenants are asked about in turn. */
const TENANTS = 80;
/** How long a list without a limit is at most. */
export const PAGE = 50;
/** Pages that are walked for cursors, of so many each. */
const WALKED = { pages: 50, limit: 200 };

const pageSchema = z.object({
  items: z.array(z.unknown()),
  next: z.string().optional(),
  total: z.int().optional(),
});

export function differs(told: unknown, seeded: unknown): string | undefined {
  return told === seeded ? undefined : `${told} in place of ${seeded}`;
}

export function hasTotal(wanted: number): Check {
  return answer => differs(pageSchema.parse(JSON.parse(answer)).total, wanted);
}

export function hasItems(wanted: number): Check {
  return answer => differs(pageSchema.parse(JSON.parse(answer)).items.length, wanted);
}

/** Pages a quarter, a half and nine tenths of the way through a list; `query` is what stands before the cursor. */
export async function deepPages(api: Api, path: string, query = ''): Promise<readonly string[]> {
  const cursors: string[] = [];
  const ask = (limit: number, cursor: string | undefined) =>
    `${path}?${[query, `limit=${limit}`, cursor && `cursor=${cursor}`].filter(Boolean).join('&')}`;
  for (let pages = 0; pages < WALKED.pages; pages++) {
    const { text } = await api.get(ask(WALKED.limit, cursors.at(-1)));
    const { next } = pageSchema.parse(JSON.parse(text));
    if (next === undefined) break;
    cursors.push(next);
  }
  return [0.25, 0.5, 0.9].flatMap(share => {
    const cursor = cursors[Math.floor(cursors.length * share)];
    return cursor === undefined ? [] : [ask(PAGE, cursor)];
  });
}

/** Tenants from all over the list, the same ones in every run. */
export function someOf<T>(tenants: readonly T[]): readonly T[] {
  const chance = new Chance(7);
  return Array.from({ length: TENANTS }, () => tenants.slice(chance.below(tenants.length))[0]).filter(
    one => one !== undefined,
  );
}
