import type { Definition, Html, Image, Link, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import { lineOf, type Page, type Token } from '../page.ts';

export interface Target extends Token {
  readonly isImage: boolean;
}

/** In quotes of either kind, or in none. */
const ATTRIBUTE = /\b(href|src|srcset|poster)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/gi;

/** Where a page leads to and what it shows: links, references, images, and the same in its HTML. */
export function targetsOf(page: Page): readonly Target[] {
  const targets: Target[] = [];
  const add = (node: Link | Image | Definition | Html, text: string, isImage: boolean) => {
    targets.push({ text, line: lineOf(node), isImage });
  };
  visit(page.tree, node => {
    if (node.type === 'link' || node.type === 'definition') add(node, node.url, false);
    if (node.type === 'image') add(node, node.url, true);
    if (node.type !== 'html') return;
    for (const [, name = '', ...values] of node.value.matchAll(ATTRIBUTE)) {
      const value = values.find(one => one !== undefined) ?? '';
      // `srcset` has the width after a blank.
      for (const part of value.split(',')) add(node, part.trim().split(' ')[0] ?? '', !/^href$/i.test(name));
    }
  });
  return targets;
}

/** `[text][name]` of which no definition is there is read as text. */
export function lostReferencesOf(page: Page): readonly Token[] {
  const lost: Token[] = [];
  visit(page.tree, 'text', (node: Text) => {
    for (const [text] of node.value.matchAll(/\[[^\][]+\]\[[^\][]*\]/g))
      lost.push({ text, line: lineOf(node) });
  });
  return lost;
}

/** Images that say nothing to those who do not see them. */
export function imagesWithoutText(page: Page): readonly Token[] {
  const silent: Token[] = [];
  visit(page.tree, node => {
    if (node.type === 'image' && !node.alt?.trim()) silent.push({ text: node.url, line: lineOf(node) });
    if (node.type !== 'html') return;
    for (const [image] of node.value.matchAll(/<img\b[^>]*>/g)) {
      if (!/\balt=("[^"]+"|'[^']+')/.test(image)) silent.push({ text: image, line: lineOf(node) });
    }
  });
  return silent;
}
