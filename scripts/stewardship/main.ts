/**
 * npm run steward -- <step> [options]
 *
 *   add      appends an entry to docs/stewardship/log.jsonl, with frozen copies of its evidence
 *              --kind change|evidence|correction  --what TEXT  --why TEXT
 *              [--evidence docs/evidence/TOPIC.json[:LINE,LINE]]…  [--version V]  [--commit C]  [--by ROLE]  [--corrects E3]
 *              or --file FILE, JSON of one such entry or a list; [--dry-run] looks and writes nothing
 *   verify   holds the log against all that it can be held against; [--json]; [--release] asks for what a release needs,
 *              [--tag T] that the message of this tag says the head, [--history] that the history is there to be held against
 *   report   writes the page and the schema, as npm run generate does
 *   recover  finishes an add that was interrupted
 *
 * Exit code 0, 1 when something does not hold, 2 when it was called wrongly.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { execa } from 'execa';
import { EXIT_USAGE } from '../dev/exit-usage.ts';
import { productVersion } from '../packaging/read-manifests.ts';
import { ROOT } from '../root.ts';
import { AddRefused, addEntries } from './add.ts';
import { CODES, faultText } from './fault.ts';
import { recover } from './recover.ts';
import { verifyLog } from './verify-log.ts';
import { wantedOfFile, wantedOfFlags } from './wanted-entries.ts';
import { writePage } from './write-page.ts';

const options = {
  kind: { type: 'string' },
  what: { type: 'string' },
  why: { type: 'string' },
  version: { type: 'string' },
  commit: { type: 'string' },
  by: { type: 'string' },
  corrects: { type: 'string' },
  evidence: { type: 'string', multiple: true, default: [] as string[] },
  file: { type: 'string' },
  tag: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  release: { type: 'boolean', default: false },
  history: { type: 'boolean', default: false },
} as const;

const STEPS: Readonly<Record<string, (values: Values) => Promise<void>>> = {
  add,
  verify,
  report,
  recover: finish,
};
type Values = ReturnType<typeof read>['values'];

const given = read();
const step = STEPS[given.positionals[0] ?? ''];
if (!step || given.positionals.length > 1) await usage();
else {
  try {
    await step(given.values);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(error.message);
    process.exitCode = error instanceof AddRefused ? 1 : EXIT_USAGE;
  }
}

async function add({ file, evidence, 'dry-run': isDryRun, ...values }: Values): Promise<void> {
  const { kind, what, why, version, commit, by, corrects } = values;
  const { stdout } = await execa({ cwd: ROOT, reject: false })`git rev-parse HEAD`;
  const defaults = { version: await productVersion(ROOT), commit: stdout };
  const wanted =
    file === undefined
      ? wantedOfFlags({ kind, what, why, version, commit, by, corrects }, evidence, defaults)
      : await wantedOfFile(file, defaults);
  const entries = await addEntries(wanted, {
    root: ROOT,
    now: new Date(),
    isDryRun,
    onWait: holder => console.error(`another add runs (process ${holder}): waiting for it`),
  });
  for (const { id, kind: of, version: at, what: text } of entries) {
    console.log(`${isDryRun ? 'would add' : 'added'} ${id}: ${of} of ${at}: ${text}`);
  }
  if (!isDryRun) await report();
}

async function verify({ json, release, history, tag }: Values): Promise<void> {
  const { faults, ...rest } = await verifyLog(ROOT, { isRelease: release, isHistoryWanted: history, tag });
  if (json) {
    const told = faults.map(fault => ({ ...fault, do: CODES[fault.code] }));
    console.log(JSON.stringify({ ok: faults.length === 0, faults: told, ...rest }));
  } else {
    for (const fault of faults) console.log(faultText(fault));
    for (const note of rest.notes) console.log(`note: ${note}`);
    console.log(
      `${rest.entries} entries, the head ${rest.head?.id}; ${rest.claims} claims and ${rest.computed} computed blocks on ${rest.pages} pages`,
    );
    const excused = Object.entries(rest.excused).map(([reason, count]) => `${count} ${reason}`);
    console.log(`marked as no claims: ${excused.join(', ') || 'none'}`);
    console.log(faults.length === 0 ? 'The log holds.' : `${faults.length} faults.`);
  }
  process.exitCode = faults.length === 0 ? 0 : 1;
}

async function report(): Promise<void> {
  await writePage(ROOT);
}

async function finish(): Promise<void> {
  const did = await recover(ROOT);
  console.log(did.length === 0 ? 'nothing was interrupted' : did.join('\n'));
}

function read() {
  return parseArgs({ allowPositionals: true, options });
}

async function usage(): Promise<void> {
  const text = await readFile(new URL(import.meta.url), 'utf8');
  console.error(text.slice(text.indexOf(' * npm run'), text.indexOf(' */')).replaceAll(/^ \* ?/gm, ''));
  process.exitCode = EXIT_USAGE;
}
