/** Writes lines to stderr, each with the seconds since the last one: what took the time is seen as it passes. */
export class ElapsedLog {
  #last = performance.now();

  line(text: string): void {
    const now = performance.now();
    console.error(`${`+${((now - this.#last) / 1000).toFixed(1)} s`.padStart(9)}  ${text}`);
    this.#last = now;
  }
}
