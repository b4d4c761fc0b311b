/** Kinds of what happened; each is read from a source of its own. */
export const TIMELINE_KINDS = [
  'note',
  'task',
  'alert',
  'health',
  'enforcement',
  'plan',
  'statement',
  'change',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** Something that happened, or was done, to a tenant. */
export interface TimelineEntry {
  /** The same for the same thing whenever it is read. */
  readonly id: string;
  readonly kind: TimelineKind;
  /** RFC 3339 */
  readonly at: string;
  readonly title: string;
  readonly text?: string | undefined;
  readonly by?: string | undefined;
  /** The note that it is, which may be removed. */
  readonly noteId?: string | undefined;
  /** What is behind it, field by field. */
  readonly behind?: readonly { readonly name: string; readonly value: string }[] | undefined;
}

/** What is known of a source: its entries so far, and whether there are more. */
export interface TimelineSource {
  /** Newest first. */
  readonly entries: readonly TimelineEntry[];
  /** There are older ones that were not read yet. */
  readonly more: boolean;
}
