import { expect, test } from 'vitest';
import { servedBy } from './served.ts';

const line = (route: string, status: number, count: number) =>
  `tenantry_http_request_seconds_count{method="GET",route="${route}",status="${status}"} ${count}\n`;

test('requests are counted by status, over every route, without those that only look', () => {
  const metrics =
    line('/v1/keys', 200, 7) + line('none', 404, 2) + line('/v1/plans', 500, 1) + line('/metrics', 200, 99);
  expect(servedBy(metrics)).toEqual({
    requests: 10,
    serverErrors: 1,
    byStatus: { 200: 7, 404: 2, 500: 1 },
  });
});
