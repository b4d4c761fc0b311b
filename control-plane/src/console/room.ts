import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 20;
const LEAST_LOOKS = 25;

/**
 * Whether what was inserted as `id` may stay where there is room for so many. Nobody can count and insert in one, so all
 * insert first, and stay only when everything they see then has room: whoever of them was inserted last has seen the
 * others, so there are never more. When there are too many, the last in order leave, and the others wait until they have.
 * That the places of some are taken by others who came later in this order and already stay is told by nothing: so
 * patience ends, for the last in order first, and for all of them at last.
 */
export async function mayStay(
  id: string,
  most: number,
  inOrder: () => Promise<readonly string[]>,
): Promise<boolean> {
  for (let looks = 0; ; looks++) {
    const seen = await inOrder();
    // One that is not listed yet is about to be.
    const all = seen.includes(id) ? seen : [...seen, id];
    if (all.length <= most) return true;
    const place = all.indexOf(id);
    if (place >= most || looks >= LEAST_LOOKS + most - place) return false;
    await sleep(PAUSE_MS);
  }
}
