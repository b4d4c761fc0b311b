import type { Store } from '../storage/documents.ts';
import { scanAll } from '../storage/documents.ts';
import { blocksSpec } from '../usage/sealing/block.ts';
import { erasuresSpec } from '../usage/sealing/erasure-log.ts';
import { eventsSpec } from '../usage/stored-event.ts';

/** What an import asks of the control plane on the new store, which serves nobody yet. */
export interface FinishParts {
  readonly store: Store;
  /** Brings the layout up to date. */
  readonly migrate: () => Promise<unknown>;
  /** Makes every projection of changes and ledger. */
  readonly rebuild: () => Promise<unknown>;
  /** Writes the head of a tenant's chain of seals, by which lists and `verify` know it. */
  readonly exportHead: (tenantId: string) => Promise<void>;
  /** Notes in the record what an import left out, and keeps the heads of its chains. */
  readonly recordInOrder: () => Promise<void>;
  /** Revokes every API key that is active; answers how many. */
  readonly revokeKeys: () => Promise<number>;
  /** Writes the import into the audit. */
  readonly record: () => Promise<void>;
  readonly note: (line: string) => void;
}

/** Everything that follows from what was written. Each part may be done again. */
export async function finishImport(parts: FinishParts): Promise<{ readonly revokedKeys: number }> {
  parts.note('the layout of the store, and what was erased');
  await parts.migrate();
  await eraseAgain(parts.store);
  for await (const tenantId of sealedTenants(parts.store)) await parts.exportHead(tenantId);
  parts.note('lists, audit and counted usage, made anew');
  await parts.rebuild();
  await parts.recordInOrder();
  const revokedKeys = await parts.revokeKeys();
  await parts.record();
  return { revokedKeys };
}

/** Every tenant that has a chain; one look each. */
async function* sealedTenants(store: Store): AsyncGenerator<string> {
  const blocks = await store.collection(blocksSpec);
  for (let from = ''; ; ) {
    const [first] = await blocks.scan({ from, limit: 1 });
    if (first === undefined) return;
    yield first.tenantId;
    // `0` is the character after `/`.
    from = `${first.tenantId}0`;
  }
}

/** An entry that was read before it was erased, by an erasure that was read behind the ledger. */
async function eraseAgain(store: Store): Promise<void> {
  const events = await store.collection(eventsSpec);
  const erasures = await store.collection(erasuresSpec);
  for await (const { id, remnant } of scanAll(erasures, {})) {
    const event = await events.get(id);
    if (event === undefined || event.payload === undefined) continue;
    const { payload: _payload, salt: _salt, ...kept } = event;
    await events.replace({ ...kept, remnant });
  }
}
