import { expect, test } from 'vitest';
import { notesOf, versionsIn } from './changelog.ts';

const CHANGELOG = `# Changelog

## Unreleased (goes out with 1.2.0)

- Later.

## 1.2.0 (not released yet)

- Now.

## 1.1.0

- Before.

## 1.2.0-rc notes
`;

test('a version is found by its heading, with a remark in parentheses or without, and by no other', () => {
  expect(versionsIn(CHANGELOG)).toEqual(['1.2.0', '1.1.0']);
  expect(notesOf(CHANGELOG, '1.2.0')).toBe('- Now.');
  expect(notesOf(CHANGELOG, '1.1.0')).toBe('- Before.');
  expect(notesOf(CHANGELOG, '1.2')).toBeUndefined();
});
