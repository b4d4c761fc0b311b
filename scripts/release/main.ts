/**
 * npm run release -- <step> [options]
 *
 *   version [V]          bumps every place to V; without it, holds places, changelog and upgrade notes against each other
 *   stewardship          holds the stewardship log as a release needs it; on a tag, that its message says the head
 *   tag                  makes the annotated tag of this version here, with that head in its message; pushes nothing
 *   build [--twice]      archives of installer and chart, lists of packages, checksums; twice, and compares
 *   push --registry R    our images, to a registry
 *   lock [--registry R]  the digests that registries gave our images and others'; never one that none gave
 *   licences             of everything of others, by how far it goes
 *   advisories           --snapshot FILE [--max-age-days 7]; without a file nothing is known, which is said
 *   sign [--key FILE]    Ed25519, or TENANTRY_RELEASE_KEY; without one a key is thrown away, which a tagged version refuses
 *   verify [--key FILE]  every file against list and signature; or TENANTRY_RELEASE_PUBLIC_KEY
 *   record TAG           notes a tagged version in releases/releases.json
 *   review-pack          what a security reviewer reads, into dist/security-review; 1 when something could not be made here
 *   rehearse             all of them but tag, push, record and review-pack, as on a tag; the last line is "N passed, N failed"
 *
 * Artifacts are in dist/release, and of a rehearsal in dist/rehearsal.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { z } from 'zod';
import { reviewPack } from '../commercial/review-pack/review-pack.ts';
import { EXIT_USAGE } from '../dev/exit-usage.ts';
import { productVersion } from '../packaging/read-manifests.ts';
import { ROOT } from '../root.ts';
import { recordRelease } from './record.ts';
import { rehearse } from './rehearse.ts';
import { KEY_VARIABLE, PUBLIC_KEY_VARIABLE } from './sign.ts';
import * as steps from './steps.ts';

const daysSchema = z.coerce.number('--max-age-days is a number of days').positive();
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    twice: { type: 'boolean', default: false },
    registry: { type: 'string' },
    snapshot: { type: 'string' },
    'max-age-days': { type: 'string', default: '7' },
    key: { type: 'string' },
  },
});
const [step = '', argument] = positionals;
const context: steps.StepContext = {
  root: ROOT,
  out: join(ROOT, 'dist/release'),
  isTagged: await isTagged(),
  say: line => console.log(line),
};

const STEPS: Readonly<Record<string, () => Promise<void>>> = {
  version: () => steps.version(context, argument),
  stewardship: () => steps.stewardship(context, { isRelease: true }),
  tag: () => steps.tag(context),
  build: () => steps.build(context, values.twice),
  push: () => steps.push(context, given('--registry', values.registry)),
  lock: () => steps.lock(context, values.registry),
  licences: () => steps.licences(context),
  advisories: () =>
    steps.advisories(context, {
      snapshot: values.snapshot,
      maxAgeDays: daysSchema.parse(values['max-age-days']),
    }),
  sign: async () => steps.signing(context, await keyOf(KEY_VARIABLE)),
  verify: async () => steps.verifying(context, await keyOf(PUBLIC_KEY_VARIABLE)),
  record: async () => console.log(JSON.stringify(await recordRelease(ROOT, given('a tag', argument)))),
  'review-pack': async () => {
    const missing = await reviewPack(ROOT, join(ROOT, 'dist/security-review'), context.say);
    process.exitCode = missing.length === 0 ? 0 : 1;
  },
  rehearse: async () => {
    const failed = await rehearse({ ...context, out: join(ROOT, 'dist/rehearsal'), isTagged: false });
    process.exitCode = failed === 0 ? 0 : 1;
  },
};

const run = STEPS[step];
if (!run) {
  const text = await readFile(new URL(import.meta.url), 'utf8');
  console.error(text.slice(text.indexOf(' * npm run'), text.indexOf(' */')).replaceAll(/^ \* ?/gm, ''));
  process.exitCode = EXIT_USAGE;
} else {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`${step}: ${error.message}`);
    process.exitCode = 1;
  }
}

/** Whether the commit that is checked out has the tag of its version. */
async function isTagged(): Promise<boolean> {
  const tags = await execa({ cwd: ROOT, reject: false })`git tag --points-at HEAD`;
  return tags.stdout.split('\n').includes(`v${await productVersion(ROOT)}`);
}

/** The key of --key, or of the environment. */
async function keyOf(variable: string): Promise<string | undefined> {
  if (values.key !== undefined) return readFile(values.key, 'utf8');
  return process.env[variable] || undefined;
}

function given(what: string, value: string | undefined): string {
  if (value === undefined) throw new Error(`${what} is needed`);
  return value;
}
