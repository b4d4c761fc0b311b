import type { Context } from '../../context.ts';
import type { Route } from '../../http/route.ts';
import { eventsSpec } from '../stored-event.ts';
import { blocksSpec } from './block.ts';
import { ErasureLog } from './erasure-log.ts';
import { ErasureRequests } from './erasure-requests.ts';
import { HeadLog } from './head-log.ts';
import { sealingRoutes } from './http.ts';
import { type Head, Sealer } from './sealer.ts';
import { SealsDue } from './seals-due.ts';
import type { SigningKey } from './signing-key.ts';

const SEAL_EVERY = 10_000;
const RESUME_EVERY = 60_000;

export interface SealingOptions {
  readonly key: SigningKey;
  /** Keeps a head outside the store, in a file for instance. */
  readonly keepHead?: (head: Head) => Promise<void>;
}

export interface Sealing {
  readonly due: SealsDue;
  readonly sealer: Sealer;
  readonly routes: readonly Route[];
}

/** Sealing and erasure, with their recurring work. `due` is for whoever inserts entries. */
export async function openSealing(context: Context, options: SealingOptions): Promise<Sealing> {
  const { store, clock } = context;
  const events = await store.collection(eventsSpec);
  const erasures = await ErasureLog.open(store);
  const heads = await HeadLog.open(store);
  const due = await SealsDue.open(store);
  const requests = await ErasureRequests.open(store, { clock, events, erasures });
  const sealer = new Sealer({
    clock,
    events,
    blocks: await store.collection(blocksSpec),
    due,
    erasures,
    key: options.key,
    exportHead: async head => {
      await heads.put(head);
      await options.keepHead?.(head);
    },
  });
  context.every('seal the usage ledger', SEAL_EVERY, () => sealer.round());
  context.every('resume erasures', RESUME_EVERY, () => requests.resume());
  return { due, sealer, routes: sealingRoutes(heads, requests) };
}
