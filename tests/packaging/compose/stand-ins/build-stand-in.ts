import { chmod, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { resolveBase } from '../../../../scripts/images/base-image.ts';
import { STAND_IN_LABEL } from '../../../../scripts/images/stand-in-base.ts';

/** An image of real software that speaks the protocol of one that cannot be pulled. */
export interface StandIn {
  readonly name: string;
  /** Path in the image to a file of this machine. */
  readonly programs: Readonly<Record<string, string>>;
  /** Path in the image to a script. */
  readonly scripts?: Readonly<Record<string, string>>;
  readonly entrypoint?: readonly string[];
}

/** Builds it on the base of our own images, which has a shell and Node. Answers its name with a tag. */
export async function buildStandIn(standIn: StandIn, host: string | undefined): Promise<string> {
  const base = await resolveBase();
  const tag = `tenantry-stand-in/${standIn.name}:1.0.0`;
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-stand-in-'));
  try {
    for (const [path, source] of Object.entries(standIn.programs)) {
      await mkdir(dirname(join(folder, 'root', path)), { recursive: true });
      await copyFile(source, join(folder, 'root', path));
    }
    for (const [path, text] of Object.entries(standIn.scripts ?? {})) {
      await mkdir(dirname(join(folder, 'root', path)), { recursive: true });
      await writeFile(join(folder, 'root', path), text);
      await chmod(join(folder, 'root', path), 0o755);
    }
    const lines = [
      `FROM ${base.name}`,
      `LABEL ${STAND_IN_LABEL}=true`,
      'COPY root/ /',
      ...(standIn.entrypoint === undefined ? [] : [`ENTRYPOINT ${JSON.stringify(standIn.entrypoint)}`]),
    ];
    await writeFile(join(folder, 'Dockerfile'), `${lines.join('\n')}\n`);
    await execa({
      env: { DOCKER_BUILDKIT: '0', ...(host !== undefined && { DOCKER_HOST: host }) },
    })`docker build --tag ${tag} ${folder}`;
    return tag;
  } finally {
    await rm(folder, { recursive: true });
  }
}
