import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { z } from 'zod';
import type { LocalCluster } from '../dev/cluster/local-cluster.ts';
import { controlPlaneRun } from './control-plane-run.ts';
import { HardenedContainer } from './hardened-container.ts';
import { operatorRun } from './operator-run.ts';
import type { Service } from './services.ts';

/** What an idle service may take at most, in MiB as the engine counts it: the page cache that can go is not in it. */
export const MEMORY_AIMS: Readonly<Record<Service['name'], number>> = { operator: 100, 'control-plane': 150 };
const IDLE_MS = 30_000;
const STARTS = 3;

export interface ImageFigures {
  /** Megabytes (1,000,000 bytes) that the image adds to its base. */
  readonly overBaseMB: number;
  /** Milliseconds from `docker run` till /readyz answers with 200: each of some starts, least first. */
  readonly readyMs: readonly number[];
  /** Memory that the engine charges to the container after half a minute of doing nothing. */
  readonly idleMiB: number;
}

/** Starts an image a few times as it is meant to be run, and looks at it. */
export async function measureImage(options: {
  readonly service: Service;
  readonly image: string;
  readonly base: string;
  readonly cluster: LocalCluster;
}): Promise<ImageFigures> {
  const { service, image, base, cluster } = options;
  const readyMs: number[] = [];
  let idleMiB = 0;
  for (let start = 1; start <= STARTS; start++) {
    const run = await (service.name === 'operator' ? operatorRun(image, cluster) : controlPlaneRun(image));
    const container = await HardenedContainer.start(run);
    try {
      readyMs.push(Math.round(await container.ready()));
      if (start === STARTS) {
        await sleep(IDLE_MS);
        idleMiB = await memoryOf(container);
      }
    } finally {
      await container.remove();
    }
  }
  const overBaseMB = round(((await sizeOf(image)) - (await sizeOf(base))) / 1_000_000);
  return { overBaseMB, readyMs: readyMs.toSorted((a, b) => a - b), idleMiB };
}

async function sizeOf(image: string): Promise<number> {
  const { stdout } = await execa`docker image inspect --format ${'{{.Size}}'} ${image}`;
  return z.coerce.number().int().parse(stdout.trim());
}

/** @throws Error for what the engine says in a way that is not known */
async function memoryOf({ id }: HardenedContainer): Promise<number> {
  const { stdout } = await execa`docker stats --no-stream --format ${'{{.MemUsage}}'} ${id}`;
  const found = /^([\d.]+)MiB /.exec(stdout.trim())?.[1];
  if (found === undefined) throw new Error(`docker stats: "${stdout}" is no number of MiB`);
  return round(Number(found));
}

const round = (value: number) => Math.round(value * 10) / 10;
