import { readdir, readFile } from 'node:fs/promises';
import { type TierSpec, tierSpecSchema } from '@tenantry/contracts/tenancy/tier';
import { revisionName } from '@tenantry/operator/plan/revision-name';
import { parse } from 'yaml';
import { z } from 'zod';
import { ClusterUnavailable, type Provisioner } from './provisioner.ts';

/** `operator/tiers`, seen from the sources. */
const SHIPPED_TIERS = new URL('../../../operator/tiers/', import.meta.url);
/** A cluster that does not answer within this is one whose tiers are not known. */
const PATIENCE_MS = 3_000;

const fileSchema = z.object({
  kind: z.literal('Tier'),
  metadata: z.object({ name: z.string() }),
  spec: z.unknown(),
});

export interface KnownTier {
  readonly tier: string;
  /** As the operator names the TierRevision of it. */
  readonly revision: string;
  readonly template: TierSpec;
  readonly source: 'cluster' | 'shipped';
}

/** What tenants of a tier run: read in the cluster, or, where none is attached, from what comes with Tenantry. */
export class Tiers {
  readonly #folder: URL;
  #shipped: Promise<ReadonlyMap<string, unknown>> | undefined;

  constructor(folder: URL = SHIPPED_TIERS) {
    this.#folder = folder;
  }

  /** undefined: there is none of that name, it cannot be used, or the cluster does not say. */
  async find(provisioner: Provisioner | undefined, name: string): Promise<KnownTier | undefined> {
    const inCluster = provisioner?.tier !== undefined;
    const written = inCluster ? await writtenIn(provisioner, name) : (await this.#files()).get(name);
    const parsed = tierSpecSchema.safeParse(written);
    if (!parsed.success) return undefined;
    return {
      tier: name,
      revision: revisionName(name, written),
      template: parsed.data,
      source: inCluster ? 'cluster' : 'shipped',
    };
  }

  #files(): Promise<ReadonlyMap<string, unknown>> {
    this.#shipped ??= readTiers(this.#folder);
    return this.#shipped;
  }
}

async function writtenIn(provisioner: Provisioner, name: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>(resolve => {
    timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  });
  try {
    return await Promise.race([provisioner.tier?.(name), patience]);
  } catch (error) {
    if (error instanceof ClusterUnavailable) return undefined;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Every Tier of a folder of YAML files, by name; none where there is no such folder, as in an image without it. */
async function readTiers(folder: URL): Promise<ReadonlyMap<string, unknown>> {
  const names = await readdir(folder).catch(() => []);
  const tiers = new Map<string, unknown>();
  for (const name of names.filter(file => file.endsWith('.yaml'))) {
    const file = fileSchema.safeParse(parse(await readFile(new URL(name, folder), 'utf8')));
    if (file.success) tiers.set(file.data.metadata.name, file.data.spec);
  }
  return tiers;
}
