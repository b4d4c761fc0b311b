import { scanAll } from '../../storage/documents.ts';
import type { CheckpointCollection } from '../retention/checkpoint.ts';
import { anchorOf } from '../retention/checkpoint.ts';
import { checkTotals, walkCheckpoints } from '../retention/verify-checkpoints.ts';
import { digestHolds, type EventCollection, type StoredEvent } from '../stored-event.ts';
import type { WindowCollection } from '../window.ts';
import { type BlockCollection, prefixOf, remnantDigest } from './block.ts';
import { type Chain, walkChain } from './chain-walk.ts';
import type { Finding, FindingCode, Found, Verification } from './findings.ts';
import type { Head } from './head.ts';
import type { SignatureVerifier } from './signing-key.ts';
import { byPrefix, listedAmong, type Member, takeListed } from './slot-members.ts';

export interface VerifyOptions {
  readonly events: EventCollection;
  readonly blocks: BlockCollection;
  readonly checkpoints: CheckpointCollection;
  /** What the totals of pruned usage are held against. */
  readonly windows: WindowCollection;
  readonly verifier: SignatureVerifier;
  /** The last head that was kept outside the store; without it a tail that was cut off cannot be told. */
  readonly head?: Head;
  /** Told now and then how many entries have been looked at. */
  readonly progress?: (entries: number) => void;
}

/** Holds the entries of one tenant against the chain of its blocks, and the chain against keys and the kept head. */
export async function verifyTenant(tenantId: string, options: VerifyOptions): Promise<Verification> {
  const { findings, found } = collector(tenantId);
  const { blocks, verifier, head, events } = options;
  const checkpoints = await walkCheckpoints(tenantId, options, found);
  const last = checkpoints.at(-1);
  await checkTotals(checkpoints, options.windows, found);
  const chain = await walkChain(tenantId, { blocks, verifier, head, anchor: anchorOf(last) }, found);
  const counted = await walkMembers(chain, bySlot(events, tenantId), {
    check: event => checkEntry(event, chain, found),
    found,
    progress: options.progress,
  });
  return { tenantId, blocks: chain.blocks, ...counted, pruned: last?.prunedInAll.entries ?? 0, findings };
}

/** Where findings of one tenant go. */
export function collector(tenantId: string): { readonly findings: Finding[]; readonly found: Found } {
  const findings: Finding[] = [];
  const found = (code: FindingCode, subject: string, message: string) =>
    void findings.push({ code, tenantId, subject, message });
  return { findings, found };
}

/** Holds what there is, slot by slot, against what a chain lists. */
export async function walkMembers<M extends Member>(
  chain: Chain,
  slots: AsyncIterable<readonly [number, readonly M[]]>,
  watch: {
    readonly check: (member: M) => void | Promise<void>;
    readonly found: Found;
    readonly progress?: ((entries: number) => void) | undefined;
  },
): Promise<{ entries: number; unsealed: number }> {
  const { found } = watch;
  const met = new Set<number>();
  let entries = 0;
  let unsealed = 0;
  for await (const [slot, group] of slots) {
    entries += group.length;
    watch.progress?.(entries);
    for (const member of group) await watch.check(member);
    met.add(slot);
    if (chain.slots.has(slot) || chain.pruned.has(slot)) checkSlot(slot, group, chain, found);
    else if (slot >= chain.beforeSlot) unsealed += group.length;
    else for (const { id } of group) found('entry_added', id, `no block has it, and slot ${slot} is sealed`);
  }
  for (const slot of chain.slots.keys()) if (!met.has(slot)) checkSlot(slot, [], chain, found);
  return { entries, unsealed };
}

function checkEntry(event: StoredEvent, { erasures, beforeSlot }: Chain, found: Found): void {
  if (!digestHolds(event)) found('entry_changed', event.id, 'it is not what its digest says');
  if (event.remnant === undefined || event.slot >= beforeSlot) return;
  if (erasures.get(event.id) !== remnantDigest(event.remnant)) {
    found('erasure_not_sealed', event.id, 'its payload is gone, and no block has an erasure that left this');
  }
}

/** Says which entry is too many and which is missing, by the prefixes; and whether the whole is what was sealed. */
function checkSlot(slot: number, group: readonly Member[], chain: Chain, found: Found): void {
  const rest = byPrefix(group);
  // Of what is pruned some may be left: pruning was cut short, and will be gone on with.
  for (const { digest } of listedAmong(group, chain.pruned.get(slot) ?? [])) rest.delete(prefixOf(digest));
  for (const part of chain.slots.get(slot) ?? []) takeListed(part, rest, found);
  for (const { id } of rest.values()) found('entry_added', id, `slot ${slot} was sealed without it`);
}

async function* bySlot(
  events: EventCollection,
  tenantId: string,
): AsyncGenerator<readonly [number, readonly StoredEvent[]]> {
  yield* groupedBySlot(scanAll(events, { index: 'slot', equals: [tenantId] }, 1_000));
}

/** What comes in the order of slots, a slot at a time. */
export async function* groupedBySlot<M extends { readonly slot: number }>(
  members: AsyncIterable<M>,
): AsyncGenerator<readonly [number, readonly M[]]> {
  let group: M[] = [];
  for await (const member of members) {
    const slot = group[0]?.slot;
    if (slot !== undefined && slot !== member.slot) {
      yield [slot, group];
      group = [];
    }
    group.push(member);
  }
  if (group[0] !== undefined) yield [group[0].slot, group];
}
