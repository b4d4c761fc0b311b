import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const TEXT = /\.(css|html|js|json|svg)$/;
/** What is smaller fits into one packet anyhow. */
const LEAST = 1_200;
/** The best costs ten times as long and saves a twentieth. */
const params = { [constants.BROTLI_PARAM_QUALITY]: 7 };

/** Texts are there a second time, compressed, as the control plane sends them to whoever takes that. */
export async function compress(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile() && TEXT.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name));
  await Promise.all(
    files.map(async file => {
      const content = await readFile(file);
      if (content.length < LEAST) return;
      await writeFile(`${file}.br`, await promisify(brotliCompress)(content, { params }));
    }),
  );
}
