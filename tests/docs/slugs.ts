import GithubSlugger from 'github-slugger';
import { headingsOf, type Page } from './page.ts';

/** The anchors of a page: of its headings, as GitHub makes them, a second of the same text with a number; and those of its HTML. */
export function slugsOf(page: Page): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const ofHeadings = headingsOf(page).map(({ text }) => slugger.slug(text));
  const ofHtml = [...page.text.matchAll(/<[a-z]+\b[^>]*?\b(?:id|name)="([^"]+)"/g)].map(([, id = '']) => id);
  return new Set([...ofHeadings, ...ofHtml]);
}
