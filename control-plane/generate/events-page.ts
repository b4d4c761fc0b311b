import { EVENT_SOURCE, EVENT_TYPE_PREFIX, EVENTS } from '@tenantry/contracts/commercial/event';
import { z } from 'zod';
import { madeBy, table } from '../../contracts/generate/markdown.ts';

const dataSchema = z.object({ properties: z.record(z.string(), z.unknown()).default({}) });

/** docs/reference/events.md: what integrations may follow. */
export function eventsPage(command: string): string {
  return [
    madeBy('contracts/src/commercial/event.ts', command),
    '# Events',
    '',
    '`GET /v1/events` tells what was decided, in one order, each event once. An integration keeps `next` of the answer and asks with it as `cursor` for what came since; `next` is always there, also when nothing is new. Nothing is ever added before a cursor, and what the cursor of a page has passed was in it: an integration that goes on from its last `next` misses nothing, after any time. `type` and `tenantId` narrow what is answered, not what the cursor means. `call` is that of [call the API](../how-to/call-the-api.md).',
    '',
    '```sh',
    "NEXT=$(call GET '/v1/events?limit=200' | jq -r .next)",
    'call GET "/v1/events?limit=200&cursor=$NEXT"',
    '```',
    '',
    `Each is a CloudEvent 1.0 with the source \`${EVENT_SOURCE}\`:`,
    '',
    ...table(
      ['attribute', 'what it says'],
      [
        [
          '`id`',
          'the same whenever the event is told, also after a restore: keep it, and drop what comes again',
        ],
        ['`type`', `\`${EVENT_TYPE_PREFIX}\` and a name of the table below`],
        [
          '`subject`, `subjectversion`',
          'what it happened to, and which change of it that was. Two events of one subject may come in the other order after a crash: the greater version is the later',
        ],
        ['`time`', 'when it was decided'],
        ['`sequence`', 'the CloudEvents extension: its place among all; compare as text'],
        ['`tenantid`', 'the tenant that it is about, where it is about one'],
        ['`data`', 'by type, as below. Fields may be added; those there are keep their meaning'],
      ],
    ),
    '',
    'A cursor is refused with `invalid_cursor` when it is none of ours, or when the outbox was lost and made anew by `tenantry rebuild`: begin without a cursor, and drop the ids that you know. [How the sequence comes to have no gaps](../explanation/outbox.md).',
    '',
    'No event holds a secret, or names a person. Keys, sessions and users are not told here: see the audit record. For roles see [the API](api.md).',
    '',
    ...table(
      ['name', 'when', '`data`'],
      Object.entries(EVENTS).map(([name, { when, data }]) => [`\`${name}\``, when, fieldsOf(data)]),
    ),
    '',
  ].join('\n');
}

function fieldsOf(data: z.ZodType): string {
  const { properties } = dataSchema.parse(z.toJSONSchema(data));
  return Object.entries(properties)
    .map(([name, schema]) => `\`${name}\`${valuesOf(schema)}`)
    .join(', ');
}

/** The words that a field may have, where they are few. */
function valuesOf(schema: unknown): string {
  const { enum: words } = z.object({ enum: z.array(z.string()).optional() }).parse(schema);
  return words === undefined ? '' : ` (${words.join(', ')})`;
}
