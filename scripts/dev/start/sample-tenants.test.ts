import { expect, test } from 'vitest';
import { waitForTenants } from './sample-tenants.ts';

type Condition = {
  type: string;
  status: string;
  reason: string;
  message: string;
  observedGeneration: number;
};

function condition(type: string, status = 'True', observedGeneration = 2): Condition {
  return { type, status, reason: 'Sample', message: 'as the test says', observedGeneration };
}

/** A kubectl that knows one tenant of generation 2. */
function kubectlWith(...conditions: Condition[]) {
  const tenant = { metadata: { name: 'sample', generation: 2 }, status: { conditions } };
  return async () => JSON.stringify({ items: [tenant] });
}

const wait = (kubectl: () => Promise<string>, names = ['sample']) =>
  waitForTenants(kubectl, names, 0, () => undefined);

test('a tenant that is Ready and Available counts', async () => {
  await wait(kubectlWith(condition('Ready'), condition('Available')));
});

test.each([
  ['Ready is missing', [condition('Available')], /sample: Ready not reported yet/],
  [
    'Available is false',
    [condition('Ready'), condition('Available', 'False')],
    /Available is False \(Sample: as/,
  ],
  [
    'Ready is of an old generation',
    [condition('Ready', 'True', 1), condition('Available')],
    /Ready of an older/,
  ],
])('a tenant does not count while %s', async (_, conditions, message) => {
  await expect(wait(kubectlWith(...conditions))).rejects.toThrow(message);
});

test('a tenant that is not there is named', async () => {
  await expect(wait(kubectlWith(), ['other'])).rejects.toThrow(/other: does not exist/);
});
