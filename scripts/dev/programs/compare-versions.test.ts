import { expect, test } from 'vitest';
import { compareVersions } from './compare-versions.ts';

test('versions compare by number, not by text', () => {
  expect(compareVersions('1.26', '1.9')).toBeGreaterThan(0);
  expect(compareVersions('1.26.0', '1.26')).toBe(0);
  expect(compareVersions('1.25.9', '1.26')).toBeLessThan(0);
});
