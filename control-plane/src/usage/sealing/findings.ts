/** What verify can find. A code never changes its meaning. */
export type FindingCode =
  | 'entry_changed'
  | 'entry_added'
  | 'entry_removed'
  | 'erasure_not_sealed'
  | 'slot_changed'
  | 'block_changed'
  | 'block_missing'
  | 'signature_wrong'
  | 'head_missing'
  | 'head_differs'
  | 'checkpoint_changed'
  | 'checkpoint_missing'
  | 'total_changed'
  | 'change_changed'
  | 'change_removed';

export interface Finding {
  readonly code: FindingCode;
  readonly tenantId: string;
  /** What it is about: the id of an entry, a block or a checkpoint, or a slot. */
  readonly subject: string;
  readonly message: string;
}

export type Found = (code: FindingCode, subject: string, message: string) => void;

export interface Verification {
  readonly tenantId: string;
  readonly blocks: number;
  readonly entries: number;
  /** Entries of slots that are not sealed yet. */
  readonly unsealed: number;
  /** Entries that a checkpoint stands for. */
  readonly pruned: number;
  readonly findings: readonly Finding[];
}
