import { ALERT_RULES } from '@tenantry/contracts/commercial/alert';
import { execaSync } from 'execa';
import { expect, test } from 'vitest';
import { RUNBOOKS, runbookOf } from '../../../control-plane/generate/observability/alerts.ts';
import { headingsOf, pageAt, parsePage, readPages } from '../page.ts';
import { slugsOf } from '../slugs.ts';
import { shippedRules } from './kinds/observing-kinds.ts';
import { columnOf } from './read-page.ts';
import { runbookFaults } from './runbooks.ts';

const pages = await readPages();
const runbooks = pageAt(pages, RUNBOOKS);
const rules = shippedRules();

test('each shipped alert rule has a runbook: what it means, what customers feel, where to look, what to do, and when it is not real', () => {
  expect(
    runbookFaults(
      runbooks,
      rules.map(({ alert }) => alert),
    ),
  ).toEqual([]);
});

test('no runbook is of a rule that is not shipped', () => {
  const names = rules.map(({ alert }) => alert);
  const sections = headingsOf(runbooks).filter(({ text }) => /^Tenantry/.test(text));
  expect(sections.map(({ text }) => text).filter(text => !names.includes(text))).toEqual([]);
});

test('the address of each rule ends at the section of its name', () => {
  const anchors = slugsOf(runbooks);
  for (const { alert, annotations } of rules) {
    expect(annotations.runbook_url).toBe(runbookOf({ name: alert }));
    expect(anchors).toContain(annotations.runbook_url.split('#')[1]);
  }
});

test('each alert rule of the product says what to do', () => {
  const told = columnOf(pages, 'docs/reference/alerts.md', 'rule', ({ heads }) => heads.includes('do'));
  expect(told.sort()).toEqual([...ALERT_RULES].sort());
});

test('every command of the runbooks is one that a shell can read', () => {
  for (const [, script = ''] of runbooks.text.matchAll(/^```sh[^\n]*\n([\s\S]*?)^```$/gm)) {
    expect(execaSync('bash', ['-n'], { input: script, reject: false }).stderr, script).toBe('');
  }
});

test('a runbook without a part, without a command and one that is missing are told apart', () => {
  const text = [
    '### A',
    '**What it means.** Something of which a line is enough to say it.',
    '',
    '**Do.** Nothing.',
    '### B',
  ].join('\n');
  expect(runbookFaults(parsePage('a.md', text), ['A', 'C'])).toEqual([
    'a.md, A: its parts are “What it means. Do.”, and should be “What it means. What customers feel. Look here first. Do. When it is not real.”',
    'a.md, A: nothing to type under “Look here first.”',
    'a.md has no section “C”: add one as the others are',
  ]);
});
