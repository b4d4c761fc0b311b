import { expect, test } from 'vitest';
import { recordRelease } from '../release/record.ts';
import { tagLine } from './check-releases.ts';
import { keptLog } from './kept-log.test-support.ts';
import { verifyLog } from './verify-log.ts';

test('a release notes where the log ended at its tag, and a log that was rewritten since does not hold', async () => {
  const log = await keptLog();
  await log.write('scripts/install_tier.sh', '#!/bin/sh\n');
  await log.commit('what is released');
  const changelog = await log.read('CHANGELOG.md');
  await log.write('CHANGELOG.md', changelog.replace('## 1.0.0', '## 1.1.0\n\n## 1.0.0'));
  const { head } = await verifyLog(log.root);
  if (!head) throw new Error('no head');
  await log.git('tag', '--annotate', `--message=Sample 1.1.0\n\n${tagLine(head)}`, 'v1.1.0');
  await log.mention('An entry that came after the tag.');
  await log.add({ what: 'An entry that came after the tag.' });

  const { stewardship } = await recordRelease(log.root, 'v1.1.0');
  expect(stewardship).toEqual(head);
  expect(await log.codes()).toEqual([]);

  await log.git('checkout', '--quiet', '--orphan', 'rewritten');
  await log.writeLines([]);
  await log.git('rm', '--quiet', '-r', '--force', 'docs/stewardship');
  await log.commit('no log');
  await log.mention('Another first entry altogether.');
  await log.add({ what: 'Another first entry altogether.' });
  const { faults } = await verifyLog(log.root);
  expect(faults.map(({ code, at }) => `${code} ${at}`)).toEqual(
    expect.arrayContaining(['release-head 1.1.0', 'tag-head v1.1.0']),
  );
});

test('a release before there was a log notes none', async () => {
  const log = await keptLog();
  const first = (await log.git('rev-list', '--max-parents=0', 'HEAD')).trim();
  await log.git('checkout', '--quiet', '-b', 'early', first);
  await log.write('scripts/install_tier.sh', '#!/bin/sh\n');
  await log.commit('what is released');
  await log.git('tag', 'v1.0.1');
  expect(await recordRelease(log.root, 'v1.0.1')).not.toHaveProperty('stewardship');
});
