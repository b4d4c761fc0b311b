import { areDocsCurrent, buildDocs } from '../../docs/build-docs.ts';

/** The documentation is built while people look at the rest, and only when it is not of what the sources are now. */
export class DocsInBackground {
  readonly #root: string;
  readonly #ending = new AbortController();
  #building: Promise<void> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  /** Resolves when there is nothing more to do, told of in a line; it never rejects. */
  begin(say: (line: string) => void): Promise<void> {
    this.#building = this.#build(say);
    return this.#building;
  }

  async stop(): Promise<void> {
    this.#ending.abort();
    await this.#building;
  }

  async #build(say: (line: string) => void): Promise<void> {
    const { signal } = this.#ending;
    try {
      if (await areDocsCurrent(this.#root)) return;
      say('The documentation is being built; a line here tells when it is there.');
      const { pages, seconds } = await buildDocs({ root: this.#root, draft: true, signal });
      say(`The documentation is there: ${pages} pages, built in ${seconds.toFixed(1)} s.`);
    } catch (error) {
      if (signal.aborted) return;
      say(
        `${error instanceof Error ? error.message : error}\nWithout it everything else works: npm run docs -- build`,
      );
    }
  }
}
