import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { auditPageSchema } from '@tenantry/contracts/api/audit';
import { expect, test } from 'vitest';
import { startSecuredApp } from './access.test-support.ts';
import { parseKeyToken } from './key-token.ts';

const PAGE = join(import.meta.dirname, '../../../docs/how-to/keys.md');

test('every command of "how-to/keys.md" does what the page says', async () => {
  await using app = await startSecuredApp();
  await app.tenant('0198f000-0000-7000-8000-000000000001');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-keys-'));
  try {
    const text = await readFile(PAGE, 'utf8');
    const script = [...text.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block).join('\n');
    const { stdout } = await promisify(execFile)('bash', ['-e', '-u', '-o', 'pipefail', '-c', script], {
      cwd: folder,
      env: {
        PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
        HOME: folder,
        TENANTRY_URL: app.url,
        TENANTRY_KEY: app.admin,
      },
    });
    expect(parseKeyToken((await readFile(join(folder, 'bootstrap-key'), 'utf8')).trim())).toBeDefined();
    expect(stdout).toContain('"roles":["ingest"]');
    const audit = auditPageSchema.parse(JSON.parse(stdout.slice(stdout.lastIndexOf('{"items"'))));
    expect(audit.items.map(({ action }) => action).toSorted()).toEqual([
      'api_key.created',
      'api_key.revoked',
      'api_key.rotated',
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
