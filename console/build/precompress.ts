import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|svg|json|html|txt|webmanifest)$/;
const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Beside every text file of the build one in Brotli and one in gzip: whoever serves it compresses nothing. */
export function precompress(): Plugin {
  let folder = '';
  return {
    name: 'tenantry-precompress',
    apply: 'build',
    configResolved: config => {
      folder = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      order: 'post',
      handler: async () => {
        const files = await readdir(folder, { recursive: true }).catch(() => []);
        // The page itself gets another nonce for each answer, so it is small and goes as it is.
        const texts = files.filter(
          file => TEXT.test(file) && file !== 'index.html' && !file.startsWith('.vite'),
        );
        await Promise.all(texts.map(file => compressed(join(folder, file))));
      },
    },
  };
}

async function compressed(path: string): Promise<void> {
  const bytes = await readFile(path);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await writeFile(`${path}.br`, await brotli(bytes, { params }));
  await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
}
