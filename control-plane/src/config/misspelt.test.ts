import { expect, test } from 'vitest';
import { misspeltVariables } from './misspelt.ts';

const KNOWN = ['TENANTRY_LISTEN_ADDRESS', 'TENANTRY_STORE_URL', 'TENANTRY_STORE_URL_FILE'];

test.each(['TENANTRY_LISTEN_ADRESS', 'TENANTRY_LISTENADDRESS', 'TENANTRY_LISTEN_ADDRESSES'])(
  '%s is taken for what it looks like',
  name => {
    expect(misspeltVariables([name], KNOWN, 'TENANTRY_')).toEqual([
      { name, meant: 'TENANTRY_LISTEN_ADDRESS' },
    ]);
  },
);

test('what is known, of another prefix or like nothing known is no fault', () => {
  const names = ['TENANTRY_STORE_URL', 'TENANTRY_CONCURRENCY', 'LISTEN_ADRESS', 'TENANTRY_'];
  expect(misspeltVariables(names, KNOWN, 'TENANTRY_')).toEqual([]);
});
