const NEWLINE = 0x0a;

/** Cuts a stream of bytes into lines, without copying a long line again for each chunk of it. */
export class LineSplitter {
  readonly #longest: number;
  #parts: Buffer[] = [];
  #held = 0;

  /** Lines of more than `longest` bytes are refused. */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The lines that this chunk completes. Throws a RangeError when one grows too long. */
  push(chunk: Buffer): string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(this.#complete(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
    return lines;
  }

  #complete(rest: Buffer): string {
    this.#hold(rest);
    const line =
      this.#parts.length === 1 ? rest.toString('utf8') : Buffer.concat(this.#parts).toString('utf8');
    this.#parts = [];
    this.#held = 0;
    return line;
  }

  #hold(part: Buffer): void {
    this.#held += part.length;
    if (this.#held > this.#longest) throw new RangeError(`a line is longer than ${this.#longest} bytes`);
    this.#parts.push(part);
  }
}
