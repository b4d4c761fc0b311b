import { BASE } from './pages.ts';

/** What was in a page as a script: `public/before-paint.js` does it. */
const INLINE_SCRIPT = /<script id="check-(dark-mode|mac-os)">[\s\S]*?<\/script>/g;
/** What the theme says of its window, which a script tells anew, and of its page, for which `site.css` has a rule. */
const THEMES_OWN = / style="(?:--vp-vh:0px;|position:relative;)?"/g;

/**
 * Nothing in a page is run or styled from within it, so that the policy that it is served with need not allow it.
 * @throws Error where something is left
 */
export function withoutInline(html: string, file: string): string {
  const [, ...scripts] = html.split(INLINE_SCRIPT);
  const made = html
    .replace(INLINE_SCRIPT, (_, name) =>
      name === 'dark-mode' ? `<script src="${BASE}before-paint.js"></script>` : '',
    )
    .replace(THEMES_OWN, '');
  const left = /<script(?![^>]*\bsrc=)[^>]*>|<[a-z][^>]*\s(?:style|on[a-z]+)="[^"]*"/.exec(made)?.[0];
  if (scripts.length === 0 || left !== undefined)
    throw new Error(`${file}: ${left ?? 'no script of the theme'}`);
  return made;
}
