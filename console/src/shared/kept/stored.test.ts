import { beforeEach, expect, test } from 'vitest';
import { nextTick, watchEffect } from 'vue';
import { oneOf, stored } from './stored.ts';

beforeEach(() => localStorage.clear());

test('what is kept is there again, and whoever shows it follows', async () => {
  const first = stored('theme', 'system', oneOf(['system', 'dark']));
  const seen: string[] = [];
  watchEffect(() => seen.push(first.value));
  first.value = 'dark';
  await nextTick();
  expect(seen).toEqual(['system', 'dark']);
  expect(stored('theme', 'system', oneOf(['system', 'dark'])).value).toBe('dark');
});

test('what an earlier version or a stranger wrote there is not believed', () => {
  for (const text of ['"purple"', 'dark', '{', '7']) {
    localStorage.setItem('theme', text);
    expect(stored('theme', 'system', oneOf(['system', 'dark'])).value).toBe('system');
  }
});

test('another window that changes it is followed', () => {
  const theme = stored('theme', 'system', oneOf(['system', 'dark']));
  localStorage.setItem('theme', '"dark"');
  globalThis.dispatchEvent(new StorageEvent('storage', { key: 'theme' }));
  expect(theme.value).toBe('dark');
});
