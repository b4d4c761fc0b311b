import { join } from 'node:path';
import { type OutputChunk, rolldown } from 'rolldown';
import { ROOT } from '../root.ts';
import { placeFiles } from './place-files.ts';
import type { Service } from './services.ts';

export interface Bundle {
  /** Bytes of each file, by its name. */
  readonly files: ReadonlyMap<string, string>;
  /** Sources that something of is left, as absolute paths. */
  readonly modules: readonly string[];
}

/**
 * The sources of a service with everything that they import, without what nothing calls. Not minified: a stack trace
 * can be read as it is. What is imported on demand stays a file of its own, and costs no memory before it is needed.
 */
export async function bundle(service: Service): Promise<Bundle> {
  const build = await rolldown({
    cwd: ROOT,
    input: Object.fromEntries(
      Object.entries(service.entries).map(([name, source]) => [name, join(ROOT, source)]),
    ),
    platform: 'node',
    tsconfig: join(ROOT, 'tsconfig.json'),
    plugins: [placeFiles(service.files)],
    onLog(level, log, handler) {
      // Something that is left out of a bundle is missed only when it is called.
      if (log.code === 'UNRESOLVED_IMPORT') throw new Error(log.message);
      handler(level, log);
    },
  });
  const { output } = await build.generate({
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name]-[hash].js',
    comments: { legal: false },
  });
  await build.close();
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk');
  return {
    files: new Map(
      output.map(file => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
    ),
    modules: chunks
      .flatMap(chunk => Object.entries(chunk.modules))
      .filter(([, module]) => module.renderedLength > 0)
      .map(([id]) => id),
  };
}
