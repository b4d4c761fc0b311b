import { expect, test } from 'vitest';
import { startTestApp } from '../app.test-support.ts';

test.each([
  ['an answer', '/livez', 200],
  ['a refusal', '/v1/whoami', 401],
  ['an address that is none', '/nothing', 404],
  ['an address that is broken', '/v1/keys/%E0%A4%A', 400],
])('%s tells browsers to run, frame, guess and share nothing of it', async (_what, path, status) => {
  await using app = await startTestApp();
  const { headers, ...response } = await fetch(app.url + path).then(({ status, headers }) => ({
    status,
    headers,
  }));
  expect(response.status).toBe(status);
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(headers.get('x-powered-by')).toBeNull();
});
