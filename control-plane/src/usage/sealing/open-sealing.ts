import { v7 as uuidv7 } from 'uuid';
import type { Context } from '../../context.ts';
import type { Route } from '../../http/route.ts';
import { countedSpec } from '../counted-entry.ts';
import { checkpointsSpec } from '../retention/checkpoint.ts';
import { Horizon } from '../retention/horizon.ts';
import { eventsSpec } from '../stored-event.ts';
import { windowsSpec } from '../window.ts';
import { type BlockCollection, blocksSpec, lastBlock } from './block.ts';
import { ErasureLog } from './erasure-log.ts';
import { type ErasureAsked, ErasureRequests } from './erasure-requests.ts';
import type { Verification } from './findings.ts';
import type { ChainName, Head } from './head.ts';
import { HeadLog } from './head-log.ts';
import { sealingRoutes, type TellAudit } from './http.ts';
import { Sealer, type SealerOptions, slotEvents } from './sealer.ts';
import { SealsDue } from './seals-due.ts';
import { type SignatureVerifier, type SigningKey, verifierOf } from './signing-key.ts';
import { type VerifyOptions, verifyTenant } from './verify.ts';

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
  /** Keeps the head of a tenant's chain outside the store, with its last checkpoint. */
  exportHead(tenantId: string): Promise<void>;
  /** Erases a person from a tenant's usage; answers how many entries lost their personal part. */
  erase(asked: ErasureAsked): Promise<number>;
  /** For whoever prunes, and for other chains. */
  readonly parts: {
    readonly blocks: BlockCollection;
    readonly erasures: ErasureLog;
    readonly key: SigningKey;
    readonly verifier: SignatureVerifier;
    /** Keeps a head, of whatever chain, in the store's list and outside the store. */
    readonly keep: (head: Head) => Promise<void>;
    readonly chains: (chain: ChainName) => AsyncGenerator<string>;
  };
  readonly routes: readonly Route[];
}

/** Sealing and erasure, with their recurring work. `due` is for whoever inserts entries. */
export async function openSealing(
  context: Context,
  options: SealingOptions,
  tellAudit: TellAudit = () => Promise.resolve(),
): Promise<Sealing> {
  const { store, clock } = context;
  const { key } = options;
  const [events, counted, blocks, checkpoints, windows] = await Promise.all([
    store.collection(eventsSpec),
    store.collection(countedSpec),
    store.collection(blocksSpec),
    store.collection(checkpointsSpec),
    store.collection(windowsSpec),
  ]);
  const erasures = await ErasureLog.open(store);
  const heads = await HeadLog.open(store);
  const horizon = await Horizon.open(store);
  const due = await SealsDue.open(store);
  const requests = await ErasureRequests.open(store, { clock, events, erasures, blocks, checkpoints });
  const verifier = verifierOf([key.publicKeyPem, ...(options.oldPublicKeys ?? [])]);
  const keep = async (head: Head) => {
    await heads.put(head);
    await options.keepHead?.(head);
  };
  const exportHead: SealerOptions['exportHead'] = async head => {
    const pruned = await horizon.of(head.tenantId);
    await keep({ chain: 'usage', ...head, ...(pruned && { checkpoint: pruned.checkpoint }) });
  };
  const sealer = new Sealer({
    clock,
    members: (tenantId, slot) => slotEvents(counted, tenantId, slot),
    blocks,
    due,
    erasures,
    key,
    exportHead,
  });
  context.every('seal the usage ledger', SEAL_EVERY, () => sealer.round());
  context.every('resume erasures', RESUME_EVERY, () => requests.resume());
  return {
    due,
    sealer,
    verify: (tenantId, more = {}) =>
      verifyTenant(tenantId, { events, blocks, checkpoints, windows, verifier, ...more }),
    tenants: () => heads.tenants('usage'),
    exportHead: async tenantId => {
      const last = await lastBlock(blocks, tenantId);
      if (last === undefined) return;
      const { number, hash, keyId, signature, at } = last;
      await exportHead({ tenantId, number, hash, keyId, signature, at });
    },
    erase: async asked => (await requests.run(await requests.request(uuidv7(), asked))).erased,
    parts: { blocks, erasures, key, verifier, keep, chains: chain => heads.tenants(chain) },
    routes: sealingRoutes({ heads, requests, horizon, tellAudit }),
  };
}
