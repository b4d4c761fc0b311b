import { afterEach, expect, test, vi } from 'vitest';
import { tabStorage } from './tab-storage.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  tabStorage.clear();
});

const full = () => {
  throw new DOMException('full', 'QuotaExceededError');
};

test('what a full store does not take is there as long as the page, and what it takes again is kept by it', () => {
  tabStorage.setItem('draft', 'first');
  const set = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(full);
  tabStorage.setItem('draft', 'second');
  tabStorage.setItem('draft.other', 'third');
  expect(tabStorage.getItem('draft')).toBe('second');
  expect([...tabStorage.keys('draft')].sort()).toEqual(['draft', 'draft.other']);
  set.mockRestore();
  tabStorage.setItem('draft', 'fourth');
  expect(sessionStorage.getItem('draft')).toBe('fourth');
  expect(tabStorage.getItem('draft')).toBe('fourth');
});

test('where a store is forbidden, what is kept can be read, removed and forgotten', () => {
  vi.stubGlobal('sessionStorage', undefined);
  tabStorage.setItem('a', '1');
  tabStorage.setItem('b', '2');
  expect(tabStorage.getItem('a')).toBe('1');
  tabStorage.removeItem('a');
  expect(tabStorage.getItem('a')).toBeNull();
  tabStorage.clear();
  expect(tabStorage.keys('')).toEqual([]);
});
