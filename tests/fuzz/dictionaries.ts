import { fileURLToPath } from 'node:url';
import type { OnboardedSamples } from '../../scripts/dev/start/onboard-samples.ts';
import type { Things } from './things.ts';

const HOOKS = fileURLToPath(new URL('./hooks.py', import.meta.url));
/** How often a value is one that exists. The rest is made up, so that what does not exist is asked for, too. */
const PROBABILITY = 0.8;

/**
 * The configuration of schemathesis: names of what there is, by the parameters that ask for it. Ids made up at random
 * would only ever find nothing.
 */
export function schemathesisToml(samples: OnboardedSamples, things: Things): string {
  const versions = ['"v1"', '"v2"', '"v3"', '*'];
  const known: Readonly<Record<string, readonly (string | number)[]>> = {
    'path.tenantId': samples.tenantIds,
    'query.tenantId': samples.tenantIds,
    'body.tenantId': samples.tenantIds,
    'path.submissionId': samples.submissions,
    'path.keyId': things.keyIds,
    'path.noteId': things.noteIds,
    'path.overrideId': things.overrideIds,
    'path.reservationId': things.reservationIds,
    'path.erasureId': things.erasureIds,
    'path.importId': things.importIds,
    'path.planId': ['community', 'pro', 'enterprise'],
    'path.version': [1],
    'path.meter': ['ingestion', 'query', 'timeline', 'signup'],
    'query.meter': ['ingestion', 'query', 'timeline', 'signup'],
    'path.key': ['ingestion', 'query'],
    'header.If-Match': versions,
    'body.planId': ['community', 'pro', 'enterprise'],
  };
  const entries = Object.entries(known).map(([place, values], at) => ({ place, values, name: `known${at}` }));
  return [
    `hooks = ${JSON.stringify(HOOKS)}`,
    ...entries.flatMap(({ name, values }) => [
      `[dictionaries.${name}]`,
      `values = [${values.map(value => JSON.stringify(value)).join(', ')}]`,
    ]),
    '[parameters]',
    ...entries.map(
      ({ place, name }) =>
        `${JSON.stringify(place)} = { dictionary = "${name}", probability = ${PROBABILITY} }`,
    ),
    '',
    // A stream has no end that could be waited for.
    '[[operations]]',
    'include-path = "/v1/stream"',
    'enabled = false',
    '',
  ].join('\n');
}
