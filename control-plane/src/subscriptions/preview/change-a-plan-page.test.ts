import { readFile } from 'node:fs/promises';
import { FINDINGS, TOKEN_FAULTS } from '@tenantry/contracts/commercial/plan-change-preview';
import { expect, test } from 'vitest';

const PAGE = new URL('../../../../docs/how-to/change-a-plan.md', import.meta.url);

test('the page about changes of plan has every finding, says which stop a change, and every fault of a token', async () => {
  const page = await readFile(PAGE, 'utf8');
  for (const [code, { blocking, when }] of Object.entries(FINDINGS)) {
    expect(page).toContain(`| \`${code}\` | ${blocking ? 'yes' : ''} | ${when} |`);
  }
  for (const [code, why] of Object.entries(TOKEN_FAULTS)) expect(page).toContain(`| \`${code}\` | ${why} |`);
});
