import { execa } from 'execa';
import { z } from 'zod';
import { productVersion, readManifests } from '../packaging/read-manifests.ts';

/** What an image is, as an engine says it; nothing here is ever made up. */
export interface LockedImage {
  /** As tiers and chart name it. */
  readonly reference: string;
  /** `name@sha256:…` in the registry that it was pulled from or pushed to. Only the registry decides it. */
  readonly digest: string | undefined;
  /** What this engine alone calls it; the same elsewhere only after `docker save` and `docker load`. */
  readonly id: string | undefined;
  /** Built on a stand-in for its base: nothing to hand out. */
  readonly standIn: boolean;
}

export interface ImageLock {
  readonly version: string;
  readonly images: readonly LockedImage[];
}

const inspectSchema = z.array(
  z.looseObject({
    Id: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    RepoDigests: z.array(z.string()).nullish(),
    Config: z.looseObject({ Labels: z.record(z.string(), z.string()).nullish() }).nullish(),
  }),
);
export type Inspect = (reference: string) => Promise<unknown>;

/** Every image of tiers and chart, as the engine knows it. `registry` is put before ours, where they were pushed. */
export async function lockImages(
  root: string,
  { registry, inspect }: { readonly registry?: string; readonly inspect: Inspect },
): Promise<ImageLock> {
  const version = await productVersion(root);
  const tiers = (await readManifests(root)).flatMap(({ images }) => images.map(({ reference }) => reference));
  const names = [...tiers, 'tenantry/operator:{version}'].map(name => name.replaceAll('{version}', version));
  const images: LockedImage[] = [];
  for (const name of [...new Set(names)].sort()) {
    const pushed = registry !== undefined && name.startsWith('tenantry/') ? `${registry}/${name}` : name;
    images.push({ reference: name, ...(await locked(pushed, inspect)) });
  }
  return { version, images };
}

async function locked(name: string, inspect: Inspect): Promise<Omit<LockedImage, 'reference'>> {
  const [image] = inspectSchema.parse((await inspect(name)) ?? []);
  // An image may have been pushed under other names, too: those say nothing about this one.
  const repository = name.replace(/:[^:/]+$/, '');
  return {
    digest: image?.RepoDigests?.find(digest => digest.startsWith(`${repository}@sha256:`)),
    id: image?.Id,
    standIn: image?.Config?.Labels?.['dev.tenantry.stand-in'] === 'true',
  };
}

/** Asks the engine at `host`, or where docker looks by itself. */
export function inspectAt(host: string | undefined): Inspect {
  const run = execa({ reject: false, env: host === undefined ? {} : { DOCKER_HOST: host } });
  return async reference => {
    const { exitCode, stdout, stderr } = await run`docker image inspect ${reference}`;
    if (exitCode === 0) return JSON.parse(stdout);
    if (/no such image/i.test(stderr)) return undefined;
    throw new Error(`docker image inspect ${reference}: ${stderr}`);
  };
}
