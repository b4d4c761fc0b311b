import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TIERS } from '@tenantry/contracts/packaging/tier-manifest';
import { execa } from 'execa';
import { resolveCompose } from '../../dev/compose/resolve-compose.ts';
import type { Log } from '../../dev/log.ts';
import type { Part } from './write-pack.ts';

type Tier = (typeof TIERS)[number];

/** A dry run that would change something, which a first install always does. */
const EXIT_WOULD_CHANGE = 10;
/** Where the trial folder stands in what is shown: a reviewer reads the usual one. */
const SHOWN_FOLDER = '/opt/tenantry';

/** What enterprise has to be told. Names are samples, of domains that nobody has. */
const SAMPLE_SETTINGS: Readonly<Record<Tier, readonly string[]>> = {
  community: [],
  pro: [],
  enterprise: [
    'TENANTRY_PUBLIC_URL=https://tenantry.example.com',
    'TENANTRY_OIDC_ISSUER=https://issuer.example.com',
    'TENANTRY_OIDC_AUDIENCES=tenantry',
    'TENANTRY_OIDC_CLIENT_ID=tenantry-console',
    'TENANTRY_OIDC_ROLES={"tenantry-admins": ["admin"]}',
  ],
};

/** What the installer would do on a bare machine, tier by tier, in its own words. */
export function dryRuns(root: string, log: Log): readonly Part[] {
  return TIERS.map(tier => ({
    file: `dry-run-${tier}.txt`,
    what: `what the installer would do for the tier ${tier} on a bare machine: settings, names of secrets, ports, images, each new file`,
    from: `\`${['scripts/install_tier.sh', ...argumentsFor(tier, SHOWN_FOLDER).map(quoted)].join(' ')}\``,
    make: () => dryRun(root, tier, log),
  }));
}

function argumentsFor(tier: Tier, folder: string): string[] {
  const settings = SAMPLE_SETTINGS[tier].flatMap(setting => ['--set', setting]);
  return ['install', '--tier', tier, '--dir', folder, ...settings, '--dry-run', '--show-new'];
}

/** As a shell takes it back. */
function quoted(argument: string): string {
  return /^[\w./:=-]+$/.test(argument) ? argument : `'${argument}'`;
}

async function dryRun(root: string, tier: Tier, log: Log): Promise<string> {
  const compose = await resolveCompose(log);
  const room = await mkdtemp(join(tmpdir(), 'tenantry-review-'));
  try {
    await mkdir(join(room, 'docker/cli-plugins'), { recursive: true });
    await symlink(compose.path, join(room, 'docker/cli-plugins/docker-compose'));
    const folder = join(room, 'installation');
    if (tier === 'enterprise') await bringSampleSecret(folder);
    // Nothing is started, so no engine is asked; the machine that this is made on need not be the one that it runs on.
    const skipped = ['engine', 'cpu', 'memory', 'disk', 'ports'].map(check => `--skip-check=${check}`);
    const run = execa({ cwd: root, all: true, reject: false, env: { DOCKER_CONFIG: join(room, 'docker') } });
    const { exitCode, all } = await run`scripts/install_tier.sh ${argumentsFor(tier, folder)} ${skipped}`;
    if (exitCode !== EXIT_WOULD_CHANGE)
      throw new Error(`the dry run of ${tier} ended with ${exitCode}:\n${all}`);
    const shown = `# The folder of the trial stands as ${SHOWN_FOLDER}. Checks of the machine were skipped: ${skipped.join(' ')}\n`;
    return `${shown}${all.replaceAll(folder, SHOWN_FOLDER)}\n`;
  } finally {
    await rm(room, { recursive: true });
  }
}

/** The one secret that nobody but the issuer can make. */
async function bringSampleSecret(folder: string): Promise<void> {
  await mkdir(join(folder, 'secrets'), { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'secrets/oidc-client-secret'), 'sample-of-a-client-secret\n', { mode: 0o600 });
}

/** The parts of the pack that are files of the repository. */
export function fileParts(
  root: string,
  files: readonly { readonly path: string; readonly file: string; readonly what: string }[],
): readonly Part[] {
  return files.map(({ path, file, what }) => ({
    file,
    what,
    from: `\`${path}\``,
    make: () => readFile(join(root, path)),
  }));
}
