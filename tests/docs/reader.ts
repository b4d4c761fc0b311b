import { type CommandBlock, placeOf } from './blocks/command-block.ts';
import { runnableBlocksOf } from './blocks/read-blocks.ts';
import { linesToPaste } from './lines-to-paste.ts';
import type { Run } from './runs.ts';
import { Terminal } from './terminal.ts';

const PATIENCE_MS = 240_000;

export interface ReaderOptions {
  readonly cwd: string;
  /** What the machine gives every terminal. */
  readonly env: Readonly<Record<string, string>>;
  /** What the reader was told to paste first into each terminal, such as the lines that npm start printed. */
  readonly told?: string;
  /** For how long a block may take, in milliseconds. */
  readonly patience?: number;
}

/** Something that happens outside of the terminal before a block, such as another process that ends. */
export type Before = (block: CommandBlock) => Promise<void> | void;

/** Somebody who pastes every block of a page, from the first to the last, and leaves none out. */
export class Reader {
  readonly #run: Run;
  readonly #options: ReaderOptions;
  readonly #executed = new Set<string>();
  /** The one that is typed into stands first; each behind it runs something that stays. */
  #terminals: Terminal[] = [];
  /** What there is to paste into another terminal: what the reader knew, and what was printed since. */
  told: string;
  readonly #took: { readonly commands: string; readonly seconds: number }[] = [];

  constructor(run: Run, options: ReaderOptions) {
    this.#run = run;
    this.#options = options;
    this.told = options.told ?? '';
  }

  /**
   * What the page's commands printed, in order. `atEnd` is called while what stays still runs. @throws with the place of the
   * first block that fails
   */
  async follow(
    page: string,
    before: Before = () => undefined,
    atEnd: () => Promise<void> = () => Promise.resolve(),
  ): Promise<string> {
    const { after = [] } = this.#run.pages.find(candidate => candidate.page === page) ?? {};
    const blocks = (await Promise.all([...after, page].map(runnableBlocksOf))).flat();
    // Another page may be followed in the midst of one.
    const others = this.#terminals;
    this.#terminals = [await this.#open()];
    const printed: string[] = [];
    try {
      for (const block of blocks) {
        await before(block);
        printed.push(await this.#paste(block));
        if (block.page === page) this.#executed.add(placeOf(block));
        // It is kept: what follows is typed into another one.
        if (block.stays !== undefined) this.#terminals.unshift(await this.#open());
      }
      await atEnd();
      return printed.join('');
    } finally {
      await this.interrupt();
      await this.#terminals[0]?.close();
      this.#terminals = others;
    }
  }

  /** Pastes one block of a page once more, the one that has `part`. */
  async paste(page: string, part: string): Promise<void> {
    const block = (await runnableBlocksOf(page)).find(({ commands }) => commands.includes(part));
    if (block === undefined) throw new Error(`no block of ${page} has "${part}"`);
    await this.#paste(block);
  }

  /** Ctrl-C in every terminal in which something stays. */
  async interrupt(): Promise<void> {
    for (const terminal of this.#terminals.splice(1)) await terminal.close();
  }

  /** How many seconds the last block that has `part` took. @throws where none was pasted: a figure of nothing is none */
  secondsOf(part: string): number {
    const found = this.#took.findLast(({ commands }) => commands.includes(part));
    if (found === undefined) throw new Error(`no block with "${part}" was pasted`);
    return found.seconds;
  }

  get #patience(): number {
    return this.#options.patience ?? PATIENCE_MS;
  }

  /** The blocks of the run that nobody has pasted yet. */
  async left(): Promise<string[]> {
    const all = (await Promise.all(this.#run.pages.map(({ page }) => runnableBlocksOf(page)))).flat();
    return all.map(placeOf).filter(place => !this.#executed.has(place));
  }

  async #open(): Promise<Terminal> {
    const terminal = await Terminal.open(this.#options.cwd, this.#options.env);
    if (this.told !== '') await terminal.paste(this.told, { within: this.#patience });
    return terminal;
  }

  async #paste(block: CommandBlock): Promise<string> {
    const { commands, exit, answer, stays } = block;
    const terminal = this.#terminals[0];
    if (terminal === undefined) throw new Error('there is no terminal to paste into');
    const started = performance.now();
    try {
      if (stays === undefined)
        return await terminal.paste(commands, { exit, answer, within: this.#patience });
      const said = await terminal.keep(commands, stays, this.#patience);
      this.told += linesToPaste(said);
      return said;
    } catch (error) {
      throw new Error(`${placeOf(block)}: ${error instanceof Error ? error.message : error}`);
    } finally {
      this.#took.push({ commands, seconds: (performance.now() - started) / 1_000 });
    }
  }
}
