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
import { type SigningKey, verifierOf } from './signing-key.ts';
import { type Verification, type VerifyOptions, verifyTenant } from './verify.ts';

const SEAL_EVERY = 10_000;
const RESUME_EVERY = 60_000;

export interface SealingOptions {
  readonly key: SigningKey;
  /** Of keys that signed before, PEM. */
  readonly oldPublicKeys?: readonly string[];
  /** Keeps a head outside the store, in a file for instance. */
  readonly keepHead?: (head: Head) => Promise<void>;
}

export interface Sealing {
  readonly due: SealsDue;
  readonly sealer: Sealer;
  /** Holds a tenant's entries against its chain, and the chain against a head that was kept elsewhere. */
  verify(tenantId: string, options?: Pick<VerifyOptions, 'head' | 'progress'>): Promise<Verification>;
  /** Every tenant that has a block, or a head that says so. */
  tenants(): AsyncGenerator<string>;
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
  const blocks = await store.collection(blocksSpec);
  const verifier = verifierOf([options.key.publicKeyPem, ...(options.oldPublicKeys ?? [])]);
  const sealer = new Sealer({
    clock,
    events,
    blocks,
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
  return {
    due,
    sealer,
    verify: (tenantId, more = {}) => verifyTenant(tenantId, { events, blocks, verifier, ...more }),
    tenants: () => heads.tenants(),
    routes: sealingRoutes(heads, requests),
  };
}
