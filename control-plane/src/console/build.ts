import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PAGE_NEEDS_FILE } from '@tenantry/contracts/console/page-needs';
import { type BuiltFile, BuiltFolder, unlessMissing } from '../http/built-folder.ts';
import { type AskedPage, NONCE_PLACE, needsOf, withNeeds } from './page-needs.ts';

/** A folder with what the console's build wrote. It is read anew for each answer: a newer build is served at once. */
export class ConsoleBuild {
  readonly #folder: string;
  readonly #files: BuiltFolder;

  constructor(folder: string) {
    this.#folder = resolve(folder);
    this.#files = new BuiltFolder(folder);
  }

  /**
   * The page with a nonce in all its places, which names what the address needs next; `undefined` when there is no build.
   */
  async page(nonce: string, asked: AskedPage): Promise<string | undefined> {
    const [html, needs] = await Promise.all(
      ['index.html', PAGE_NEEDS_FILE].map(file =>
        readFile(join(this.#folder, file), 'utf8').catch(unlessMissing),
      ),
    );
    if (html === undefined) return undefined;
    const whole = needs === undefined ? html : withNeeds(html, needsOf(needs, asked));
    return whole.replaceAll(NONCE_PLACE, nonce);
  }

  /** A file of the folder, or of its `assets`; the console has no other page than the one above. */
  async file(below: 'assets' | '', name: string, acceptEncoding: string): Promise<BuiltFile | undefined> {
    return name.endsWith('.html') ? undefined : this.#files.file(below, name, acceptEncoding);
  }
}
