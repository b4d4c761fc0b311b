/** One claim and the one command that shows it. */
export interface EvidenceLine {
  readonly id: string;
  /** What it shows, as a sentence that is true when the command exits with 0. */
  readonly shows: string;
  /** Run by bash in the repository's root. */
  readonly command: string;
  /** A smaller run of the same kind, for CI. */
  readonly sample?: string;
}

export type Figures = Readonly<Record<string, unknown>>;

/** A line as it came out. */
export interface LineResult {
  readonly id: string;
  readonly shows: string;
  readonly command: string;
  readonly ok: boolean;
  readonly figures: Figures;
  readonly seconds: number;
  /** The sources it was run on; lines of one file may be of different commits. */
  readonly commit: string;
}
