import { v7 as uuidv7 } from 'uuid';

const MOST_REMOVED = 10_000;

/**
 * Counts what becomes otherwise, so that whoever has a version is told what is otherwise since. Versions of another
 * process, or from before a restart, mean nothing here: they name another epoch.
 */
export class TableVersions {
  readonly #epoch = uuidv7();
  /** What is not there any more, and since which version. */
  readonly #removed = new Map<string, number>();
  /** Of those removed before this version nobody remembers which they were. */
  #removedSince = 0;
  #version = 0;

  /** As callers are given it. */
  get text(): string {
    return `${this.#epoch}.${this.#version}`;
  }

  /** Something is otherwise: the version of it. */
  next(): number {
    return ++this.#version;
  }

  remove(id: string): void {
    this.#removed.set(id, this.next());
    for (const [oldest, at] of this.#removed) {
      if (this.#removed.size <= MOST_REMOVED) break;
      this.#removed.delete(oldest);
      this.#removedSince = at;
    }
  }

  removedAfter(version: number): readonly string[] {
    return [...this.#removed].flatMap(([id, at]) => (at > version ? [id] : []));
  }

  /** The number in a text of before; undefined when it is none of here, or too old to tell what was removed since. */
  numberIn(text: string | undefined): number | undefined {
    const [epoch, digits = ''] = text?.split('.') ?? [];
    const number = /^\d{1,15}$/.test(digits) ? Number(digits) : Number.NaN;
    const known = epoch === this.#epoch && number <= this.#version && number >= this.#removedSince;
    return known ? number : undefined;
  }
}
