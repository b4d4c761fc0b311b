import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseKeyToken } from '../access/key-token.ts';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import { ConfigError } from '../config.ts';
import { silentLogger } from '../logger.ts';
import { MemoryStore } from '../storage/memory-store.test-support.ts';
import { configuredWorld } from './configured-world.ts';
import { createProgram } from './program.ts';
import { partOfWorld } from './world.test-support.ts';

let folder: string;
let store: MemoryStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tenantry-cli-'));
  store = new MemoryStore();
});
afterEach(() => rmSync(folder, { recursive: true }));

async function run(...args: string[]) {
  const said = { out: '', notes: '', error: undefined as unknown };
  const program = createProgram(
    partOfWorld({
      withApp: async use => {
        const app = await createApp({ store, clock: systemClock, logger: silentLogger });
        return use(app).finally(() => app.stop());
      },
      out: line => {
        said.out += `${line}\n`;
      },
      note: line => {
        said.notes += `${line}\n`;
      },
    }),
  );
  await program.parseAsync(args, { from: 'user' }).catch(error => {
    said.error = error;
  });
  return said;
}

async function rolesOf(token: string): Promise<readonly string[] | undefined> {
  const app = await createApp({ store, clock: systemClock, logger: silentLogger });
  try {
    const parsed = parseKeyToken(token);
    return parsed && (await app.access.keys.principalOf(parsed))?.roles;
  } finally {
    await app.stop();
  }
}

test('a key that it makes is an admin’s, and is all of what stdout says', async () => {
  const { out, error } = await run('keys', 'create', '--role', 'admin');
  expect(error).toBeUndefined();
  expect(await rolesOf(out.trim())).toEqual(['admin']);
});

test('a key goes into a file that only its owner can read, and then not to stdout', async () => {
  const file = join(folder, 'key');
  const { out, notes } = await run('keys', 'create', '--role', 'admin', '--out', file);
  const token = readFileSync(file, 'utf8').trim();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(await rolesOf(token)).toEqual(['admin']);
  expect(out + notes).not.toContain(token);
});

test('a file that is there is not overwritten, and no key is made that nobody was shown', async () => {
  const file = join(folder, 'key');
  writeFileSync(file, 'precious');
  const { error } = await run('keys', 'create', '--role', 'admin', '--out', file);
  expect(error).toBeInstanceOf(ConfigError);
  expect(readFileSync(file, 'utf8')).toBe('precious');
  expect((await run('keys', 'list')).out).toBe('');
});

test.each([
  ['a store that is not there', undefined, 'tenantry.db'],
  ['a copy of a store without its sealing key', 'tenantry.db', 'sealing-key.pem'],
])('%s is not made by whoever only looks', async (_what, file, missing) => {
  if (file !== undefined) writeFileSync(join(folder, file), '');
  const world = configuredWorld(
    { TENANTRY_DATA_DIR: folder },
    { out: () => undefined, note: () => undefined },
  );
  const verifying = createProgram(world).parseAsync(['verify'], { from: 'user' });
  await expect(verifying).rejects.toThrow(missing);
  await expect(verifying).rejects.toBeInstanceOf(ConfigError);
  expect(readdirSync(folder)).toEqual(file === undefined ? [] : [file]);
});

test.each([
  [['keys', 'create']],
  [['keys', 'create', '--role', 'viewer']],
  [['keys', 'create', '--role', 'admin', '--expires', 'soon']],
  [['keys', 'create', '--role', 'admin', '--expires', '2001-01-01T00:00:00Z']],
  [['keys', 'create', '--role', 'admin', '--dry-run']],
  [['destroy']],
])('%j is refused before the store is opened', async args => {
  const { error, notes } = await run(...args);
  expect(error).toMatchObject({ exitCode: 1 });
  expect(notes).toContain('error:');
});
