import { createHash } from 'node:crypto';
import { tarArchive } from './tar-archive.ts';

export interface SingleProgramImage {
  /** Name and tag, such as `tenantry.dev/sample-app:1`. */
  readonly reference: string;
  /** A static program; it becomes `/<name>` and the entry point. */
  readonly program: { readonly name: string; readonly content: Buffer };
}

/** An image of one static program as `docker save` writes it, made without a Docker engine. */
export function imageArchive({ reference, program }: SingleProgramImage): Buffer {
  const layer = tarArchive([{ name: program.name, content: program.content, mode: 0o755 }]);
  const config = {
    architecture: process.arch === 'x64' ? 'amd64' : process.arch,
    os: 'linux',
    config: { Entrypoint: [`/${program.name}`], User: '65532:65532', WorkingDir: '/' },
    rootfs: { type: 'layers', diff_ids: [`sha256:${createHash('sha256').update(layer).digest('hex')}`] },
    history: [{ created_by: program.name }],
  };
  const manifest = [{ Config: 'config.json', RepoTags: [reference], Layers: ['layer.tar'] }];
  return tarArchive([
    { name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) },
    { name: 'config.json', content: Buffer.from(JSON.stringify(config)) },
    { name: 'layer.tar', content: layer },
  ]);
}
