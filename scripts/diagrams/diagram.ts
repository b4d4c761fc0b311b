/** What a box stands for, and so its colour: something of a person's, a process, a store, or the world outside. */
export type Kind = 'person' | 'process' | 'kept' | 'outside';

export interface Box {
  readonly id: string;
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly lines?: readonly string[];
  /** Its number in the page's table of steps. */
  readonly step?: number;
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  readonly label?: string;
  /** Reads and hints are dashed; what is written is not. */
  readonly dashed?: boolean;
  /** Where along the facing sides it runs, when several would lie on each other: pixels beside the middle. */
  readonly shift?: number;
}

/** A dashed frame around what is trusted alike, or runs in one place. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly caption: string;
}

export interface Diagram {
  readonly file: string;
  readonly title: string;
  /** For whoever cannot see it: all that it says, in sentences. */
  readonly description: string;
  readonly height: number;
  readonly frames?: readonly Frame[];
  readonly boxes: readonly Box[];
  readonly arrows: readonly Arrow[];
}

export const WIDTH = 860;
