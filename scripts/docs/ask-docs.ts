import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { find, type PageHit } from '../../docs/.vitepress/search/find.ts';
import { loadIndex } from '../../docs/.vitepress/search/search-index.ts';
import { addressOf, placeOf } from '../../docs/.vitepress/site/pages.ts';

const questionsSchema = z.array(
  z.object({ job: z.string(), question: z.string(), answeredBy: z.array(z.string()).min(1) }),
);
const indexSchema = z.object({ default: z.string() });

/** An answer has to be among so many pages that are found first. */
const AMONG = 3;

export interface Asked {
  readonly question: string;
  readonly answered: boolean;
  readonly expected: readonly string[];
  readonly found: readonly string[];
}

/** What the built site finds, by the index that it ships. */
export async function searchOf(folder: string): Promise<(question: string) => PageHit[]> {
  const chunks = join(folder, 'assets', 'chunks');
  const [name] = (await readdir(chunks)).filter(file => /search-index.*\.js$/.test(file));
  if (name === undefined) throw new Error(`${folder} has no search: npm run docs -- build`);
  const { default: written } = indexSchema.parse(await import(pathToFileURL(join(chunks, name)).href));
  const index = loadIndex(written);
  return question => find(index, question);
}

/**
 * `questions`: users' questions, written before there was a search, which was tuned by them since. `development-questions`:
 * written to develop it by. `fresh-questions` and `held-out-questions`: written by somebody who had not seen how it works; of the
 * former the number that it answers was looked at four times while it was tuned, of the latter not once. By both nothing is tuned,
 * so nobody should see which of them it misses: they say what a new question can hope for.
 */
export type Questions = 'questions' | 'development-questions' | 'fresh-questions' | 'held-out-questions';

/** Each question with whether the site answers it. `search` gives addresses of pages, the best first. */
export async function askQuestions(
  root: string,
  search: (question: string) => Promise<readonly string[]>,
  questions: Questions = 'questions',
): Promise<Asked[]> {
  const text = await readFile(join(root, 'tests/docs/site', `${questions}.json`), 'utf8');
  const asked: Asked[] = [];
  for (const { question, answeredBy } of questionsSchema.parse(JSON.parse(text))) {
    const found = (await search(question)).slice(0, AMONG);
    const expected = answeredBy.map(file => addressOf(placeOf(file)));
    asked.push({ question, answered: found.some(page => expected.includes(page)), expected, found });
  }
  return asked;
}
