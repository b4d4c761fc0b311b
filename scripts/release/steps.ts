import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { type Engine, resolveEngine } from '../dev/docker/resolve-engine.ts';
import { Unavailable } from '../dev/unavailable.ts';
import { SERVICES } from '../images/services.ts';
import { productVersion, readManifests } from '../packaging/read-manifests.ts';
import { tagLine } from '../stewardship/check-releases.ts';
import { faultText } from '../stewardship/fault.ts';
import { uncommittedFaults } from '../stewardship/git-history.ts';
import { verifyLog } from '../stewardship/verify-log.ts';
import { findingsIn, mustBeFresh, snapshotSchema } from './advisories.ts';
import { buildArtifacts, differences, writeSums } from './build.ts';
import { versionFaults } from './check.ts';
import { handedOn, licenceFaults, reachOf, testOnlyModules } from './licences.ts';
import { lockedEnv, lockedValues, lockFaults } from './lock-files.ts';
import { type Inspect, inspectAt, lockImages } from './lock-images.ts';
import { lockedPackages } from './packages.ts';
import { faultsOf, signSums } from './sign.ts';
import { setVersion } from './version.ts';

export interface StepContext {
  readonly root: string;
  /** Where artifacts are. */
  readonly out: string;
  /** Whether this is a version that is handed out, and not a rehearsal. */
  readonly isTagged: boolean;
  readonly say: (line: string) => void;
}

/** A step that did not hold. Each line is one fault. */
class StepFailed extends Error {
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
  }
}

function mustHold(faults: readonly string[]): void {
  if (faults.length > 0) throw new StepFailed(faults);
}

/** Bumps to a version, or, without one, holds every place and page against the one of package.json. */
export async function version({ root, say }: StepContext, to?: string): Promise<void> {
  if (to !== undefined) {
    for (const path of await setVersion(root, to)) say(path);
    say('Now: npm run generate, and npm run release -- version');
    return;
  }
  mustHold(await versionFaults(root));
  say(`${await productVersion(root)} everywhere, in the changelog and in the upgrade notes`);
}

/**
 * The stewardship log. A release needs an entry for each change and for evidence as it is, and a tag whose message says the head; a
 * rehearsal is told what waits for one.
 */
export async function stewardship(
  { root, isTagged, say }: StepContext,
  { isRelease }: { readonly isRelease: boolean },
): Promise<void> {
  const tag = isTagged ? `v${await productVersion(root)}` : undefined;
  // What checks a tag out for a workflow may leave its message behind.
  if (tag)
    await execa({
      cwd: root,
      reject: false,
    })`git fetch --force origin ${`refs/tags/${tag}:refs/tags/${tag}`}`;
  const { faults, notes, head } = await verifyLog(root, { isRelease, tag });
  for (const note of notes) say(note);
  mustHold(faults.map(faultText));
  say(`the stewardship log holds; for the message of the tag: ${head ? tagLine(head) : 'it is empty'}`);
}

/** Makes the annotated tag of this version here, with the head of the stewardship log in its message. Pushes nothing. */
export async function tag({ root, say }: StepContext): Promise<void> {
  mustHold(await versionFaults(root));
  const { faults, head } = await verifyLog(root, { isRelease: true });
  mustHold([...faults, ...(await uncommittedFaults(root))].map(faultText));
  const name = `v${await productVersion(root)}`;
  const message = `Tenantry ${name.slice(1)}\n\n${head ? tagLine(head) : ''}\n`;
  await execa({ cwd: root })`git tag --annotate --message=${message} ${name}`;
  say(`tagged ${name} here; to hand it out: git push origin ${name}`);
}

export async function build({ root, out, say }: StepContext, twice: boolean): Promise<void> {
  for (const line of await buildArtifacts(root, out, say)) say(line);
  if (!twice) return;
  mustHold((await differences(root, out, say)).map(name => `${name}: not the same when built twice`));
  say('built twice, byte for byte the same');
}

/** Tags our images for a registry, and pushes them there. */
export async function push({ root, say }: StepContext, registry: string): Promise<void> {
  const now = await productVersion(root);
  for (const { name } of SERVICES) {
    const pushed = `${registry}/tenantry/${name}:${now}`;
    await execa`docker tag ${`tenantry/${name}:${now}`} ${pushed}`;
    await execa`docker push --quiet ${pushed}`;
    say(`pushed ${pushed}`);
  }
}

export async function lock({ root, out, isTagged, say }: StepContext, registry?: string): Promise<void> {
  const locked = await withEngine(say, inspect =>
    lockImages(root, { ...(registry !== undefined && { registry }), inspect }),
  );
  const faults = lockFaults(locked);
  for (const fault of faults) say(`not pinned: ${fault}`);
  if (isTagged) mustHold(faults.filter(fault => fault.startsWith('tenantry/')));
  await writeFile(join(out, 'images.lock.json'), `${JSON.stringify(locked, null, 2)}\n`);
  await writeFile(join(out, 'images.env'), lockedEnv(locked, await readManifests(root)));
  await writeFile(join(out, 'images.values.yaml'), lockedValues(locked));
  await writeSums(out);
  const pinned = locked.images.filter(({ digest }) => digest !== undefined).length;
  say(`${pinned} of ${locked.images.length} images by the digest of a registry`);
}

/** Where there is no engine, no image is known, and that is said. */
async function withEngine<T>(say: (line: string) => void, use: (inspect: Inspect) => Promise<T>): Promise<T> {
  let engine: Engine;
  try {
    engine = await resolveEngine();
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error;
    say(error.message);
    return use(async () => undefined);
  }
  try {
    return await use(inspectAt(engine.host));
  } finally {
    await engine.stop();
  }
}

export async function licences({ root, out, say }: StepContext): Promise<void> {
  const now = await productVersion(root);
  const handed = await handedOn(SERVICES.map(({ name }) => join(out, `${name}-${now}.cdx.json`)));
  const packages = await lockedPackages(root);
  mustHold(
    licenceFaults(packages, handed).map(
      ({ name, version: of, license, reach }) =>
        `${name} ${of}, ${reach}: the licence "${license}" is not allowed`,
    ),
  );
  const counts = Map.groupBy(packages, one => reachOf(one, handed));
  for (const [reach, list] of counts) say(`${list.length} packages ${reach}: licences allowed`);
  const modules = await testOnlyModules(root);
  say(
    `${modules.length} modules that only tests and npm start build servers from, handed on by none, not judged:`,
  );
  for (const module of modules) say(`  ${module}`);
}

/** Known vulnerabilities by a snapshot; without one nothing is known, and the release says so. */
export async function advisories(
  { root, out, say }: StepContext,
  { snapshot: file, maxAgeDays }: { readonly snapshot: string | undefined; readonly maxAgeDays: number },
): Promise<void> {
  const report = async (content: object) => {
    await writeFile(join(out, 'advisories.json'), `${JSON.stringify(content, null, 2)}\n`);
    await writeSums(out);
  };
  if (file === undefined) {
    await report({ checked: false, because: 'no snapshot of advisories was given, and none is fetched' });
    say('NOT CHECKED for known vulnerabilities: no snapshot was given (--snapshot), and none is fetched');
    return;
  }
  const snapshot = snapshotSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  mustBeFresh(snapshot, maxAgeDays);
  const found = findingsIn(snapshot, await lockedPackages(root));
  const { taken, source, sample } = snapshot;
  await report({ checked: !sample, taken, source, sample, findings: found });
  if (sample) say('the snapshot is a SAMPLE: it says nothing about this version');
  const line = ({ name, version: of, id, severity, title }: (typeof found)[number]) =>
    `${name} ${of}: ${severity}, ${id} ${title}`;
  for (const finding of found.filter(({ development }) => development))
    say(`for developing alone: ${line(finding)}`);
  mustHold(found.filter(({ development }) => !development).map(line));
  say(`nothing known of what runs, by ${source} of ${taken}`);
}

export async function signing({ out, isTagged, say }: StepContext, key?: string): Promise<void> {
  say(await signSums(out, { key, isTagged }));
}

export async function verifying({ out, isTagged, say }: StepContext, key?: string): Promise<void> {
  // Whoever changes the files changes the key beside them, too.
  if (isTagged && key === undefined)
    throw new StepFailed(['a tagged version is verified with a key that came by another way: --key FILE']);
  mustHold(await faultsOf(out, key));
  say('every file is as it was signed');
}
