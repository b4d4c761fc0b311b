import type { Clock } from '../../clock.ts';
import { type Store, scanAll } from '../../storage/documents.ts';
import { KeptByTenant } from '../../tenants/kept-by-tenant.ts';
import { type BoardRow, boardRowOf, boardView } from './board-row.ts';

/** How every tenant does, in memory: under 1 KB each. */
export type HealthBoard = KeptByTenant<BoardRow>;

export async function openHealthBoard(store: Store, clock: Clock): Promise<HealthBoard> {
  const heads = await store.collection(boardView);
  return new KeptByTenant<BoardRow>(
    {
      all: async () => {
        const rows = new Map<string, BoardRow>();
        for await (const stored of scanAll(heads, {})) rows.set(stored.id, boardRowOf(stored));
        return rows;
      },
      some: async ids => new Map((await heads.find(ids)).map(stored => [stored.id, boardRowOf(stored)])),
    },
    clock,
  );
}
