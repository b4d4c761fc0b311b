import { createMarkdownRenderer } from 'vitepress';
import { beforeAll, expect, test } from 'vitest';
import { ASKS, questionsOf } from '../../../docs/.vitepress/search/asks/all-asks.ts';
import { find } from '../../../docs/.vitepress/search/find.ts';
import {
  indexOf,
  loadIndex,
  type SearchIndex,
  writtenIndex,
} from '../../../docs/.vitepress/search/search-index.ts';
import { wordsOf } from '../../../docs/.vitepress/search/terms.ts';
import { markdown } from '../../../docs/.vitepress/site/markdown.ts';
import { BASE, pageFiles, ROOT } from '../../../docs/.vitepress/site/pages.ts';
import { askedOf, sectionsOf } from '../../../docs/.vitepress/site/sections.ts';
import { askQuestions } from '../../../scripts/docs/ask-docs.ts';

/** Pages that people come to with a question of their own, rather than from another page. */
const ASKED_OFTEN = /^docs\/(tutorial|how-to|explanation|commercial)\//;
const AT_LEAST = 3;
let index: SearchIndex;

beforeAll(async () => {
  const sections = sectionsOf(await createMarkdownRenderer(ROOT, markdown, BASE));
  index = loadIndex(writtenIndex(indexOf(sections, askedOf(sections))));
}, 60_000);

const pagesFor = (question: string) => find(index, question).map(({ page }) => page);
const sectionFor = (question: string) => find(index, question)[0]?.sections[0]?.id;

test('every page has a question that people ask it, and those that are asked often have some', () => {
  const count = new Map<string, number>();
  for (const [place, asks] of Object.entries(ASKS)) {
    const file = place.replace(/#.*$/, '');
    count.set(file, (count.get(file) ?? 0) + questionsOf(asks).length);
  }
  const few = pageFiles().filter(file => (count.get(file) ?? 0) < (ASKED_OFTEN.test(file) ? AT_LEAST : 1));
  expect(few).toEqual([]);
});

test('no question is asked twice: it would lead to neither', () => {
  const all = Object.values(ASKS).flatMap(questionsOf);
  expect(all.filter((question, at) => all.indexOf(question) !== at)).toEqual([]);
});

test('a question of a heading that is not there any more is an error', () => {
  expect(() => askedOf([])).toThrow('docs/.vitepress/search/asks: there is no docs/tutorial/first-tenant.md');
});

test.each([
  ['NamespaceNotOurs', 'how-to/troubleshoot#namespacenotours'],
  ['TenantryStoreUnavailable', 'how-to/runbooks#tenantrystoreunavailable'],
  ['exit code 17', 'reference/installer#exit-code-17'],
  ['webhooks', 'reference/webhooks'],
  ['suspend and resume a tenant', 'how-to/suspend-and-resume'],
  ['TENANTRY_SMTP_TLS', 'how-to/alert-people#switch-e-mail-on'],
])('a name that is pasted or typed, %s, leads to where it is told of', (pasted, section) => {
  expect(sectionFor(pasted)).toBe(section);
});

test('a word that is being written, or is misspelt, is found', () => {
  expect(pagesFor('suspend and res').slice(0, 3)).toContain('how-to/suspend-and-resume');
  expect(pagesFor('webhok signature').slice(0, 3)).toContain('how-to/receive-webhooks');
  expect(pagesFor('se')).not.toEqual([]);
});

test.each([
  ['the log in this folder', ['the', 'log', 'in', 'this', 'folder']],
  ['read the audit log on it', ['read', 'the', 'audit', 'log', 'on', 'it']],
  ['who logs in', ['who', 'login']],
  ['the sign-in', ['the', 'login']],
  ['sign out', ['logout']],
])('a log that is kept is none that one goes in by: %s', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test('a page is among the hits once, however many of its parts answer', () => {
  const pages = pagesFor('which alert fires when the store is away');
  expect(new Set(pages).size).toBe(pages.length);
});

test('where nothing has the words, nothing is found', () => {
  expect(find(index, 'zzzzqqqq')).toEqual([]);
  expect(find(index, 'how do I')).toEqual([]);
});

test('of the questions that it was developed by, it answers nine of ten among the first three', async () => {
  const asked = await askQuestions(ROOT, async question => pagesFor(question), 'development-questions');
  const missed = asked.filter(({ answered }) => !answered).map(({ question }) => question);
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(asked.length / 10);
});
