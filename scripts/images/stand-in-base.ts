import { chmod, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Log } from '../dev/log.ts';

/** Marks an image that stands in for one that could not be pulled. */
export const STAND_IN_LABEL = 'dev.tenantry.stand-in';
const SUITE = 'bookworm';
const DEFAULT_MIRROR = 'http://deb.debian.org/debian';
/** Beyond Debian's smallest set: what the Node binary is linked with, and whom TLS trusts. */
const PACKAGES = ['libstdc++6', 'libatomic1', 'ca-certificates', 'netbase', 'tzdata'];
/** Not needed to run anything, and different in each build. */
const LEFT_OUT = [
  './var/cache/*',
  './var/lib/apt/lists/*',
  './var/log/*',
  './usr/share/doc/*',
  './usr/share/man/*',
  './usr/share/locale/*',
  './dev/*',
  './proc/*',
  './sys/*',
];

/**
 * Makes an image of Debian and a Node binary under the name of one that cannot be pulled, and says so in a label. It is
 * for machines that reach no image registry: never to be published.
 *
 * @param node path of the Node binary, of the package that package-lock.json pins
 * @throws Error that says what is missing on this machine
 */
export async function makeStandInBase(options: {
  readonly name: string;
  readonly node: string;
  readonly log: Log;
  readonly env?: NodeJS.ProcessEnv;
}): Promise<void> {
  const { name, node, log, env = process.env } = options;
  if (process.getuid?.() !== 0)
    throw new Error('a stand-in base image is made by root alone: debootstrap makes device files');
  const found = await execa({ reject: false })`debootstrap --version`;
  if (found.exitCode !== 0)
    throw new Error('a stand-in base image needs debootstrap: apt-get install debootstrap');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-base-'));
  try {
    log(`${name} cannot be pulled: a stand-in is made of Debian ${SUITE} and ${node}`);
    const root = join(folder, 'root');
    const mirror = env['TENANTRY_DEBIAN_MIRROR'] ?? DEFAULT_MIRROR;
    await execa`debootstrap --variant=minbase --include=${PACKAGES.join(',')} ${SUITE} ${root} ${mirror}`;
    await mkdir(join(root, 'usr/local/bin'), { recursive: true });
    await copyFile(node, join(root, 'usr/local/bin/node'));
    await chmod(join(root, 'usr/local/bin/node'), 0o755);
    const archive = join(folder, 'root.tar');
    await execa`tar --create --file ${archive} --numeric-owner ${LEFT_OUT.map(path => `--exclude=${path}`)} --directory ${root} .`;
    const changes = [
      `LABEL ${STAND_IN_LABEL}=true`,
      'CMD ["node"]',
      'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    ];
    await execa`docker import ${changes.flatMap(change => ['--change', change])} ${archive} ${name}`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
