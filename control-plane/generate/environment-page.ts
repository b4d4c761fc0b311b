import { z } from 'zod';
import { madeBy, table } from '../../contracts/generate/markdown.ts';
import type { VariablePlaces } from '../../scripts/packaging/variable-places.ts';
import { CONFIG_PREFIX, CONFIG_SECTIONS, FILE_SUFFIX, isSecretEntry } from '../src/config.ts';

const describedSchema = z.looseObject({
  description: z.string(),
  default: z.union([z.string(), z.number(), z.boolean()]).optional(),
  shownDefault: z.string().optional(),
  enum: z.array(z.string()).optional(),
});

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** docs/reference/environment.md: every variable of the control plane and of Compose, and where it is set. */
export function environmentPage(command: string, places: VariablePlaces): string {
  return [
    madeBy('control-plane/src/config.ts, compose and charts', command),
    '# Environment',
    '',
    `The control plane is configured by variables alone, read once at the start: a change takes a restart. Every fault is listed before anything starts (exit code 2). An empty variable counts as not set. Times are milliseconds. A **secret** is never printed, and can be given as \`<variable>${FILE_SUFFIX}\`, the path of a file with it; a newline at its end is no part of it. The operator has [variables of its own](operator.md#configuration).`,
    '',
    '## Where a variable is set',
    '',
    'The columns *Compose* and *chart* name the one place where you set it. **Bold** is required: nothing starts without it. Without Compose and chart it is a variable of the process, and none is required.',
    '',
    ...table(
      ['place', 'what that is'],
      [
        [
          '`.env`',
          'of a Compose installation, with [all that is in it](#env-of-a-compose-installation). The installer writes it, and keeps what you change; it takes effect with the next `install`, or `up` by hand',
        ],
        [
          'file `…`',
          'a file of that name below `secrets/` of a Compose installation. The installer makes it, but for one that only you can bring',
        ],
        [
          '`control-plane.env`',
          'a file beside `.env`, made by you: `NAME=value` lines, taken as written. What a Compose file sets goes before it, so a variable with another place has no effect there. It is in effect with the next `install`, or `up` by hand',
        ],
        [
          '`config`, `secretConfig`',
          'values `controlPlane.config` and `controlPlane.secretConfig` of [the chart](chart.md), by the name without `TENANTRY_`. In effect with `helm upgrade`',
        ],
        ['fixed `…`', 'set by the Compose file, the chart or the image: nothing of yours'],
      ],
    ),
    '',
    ...CONFIG_SECTIONS.flatMap(({ title, consumer, entries }) => [
      `## ${title}`,
      '',
      `Read by: ${consumer}. Reload: restart.`,
      '',
      ...table(
        ['variable', 'secret', 'Compose', 'chart', 'default', 'what it says'],
        Object.entries<z.ZodType>(entries).map(([name, entry]) => rowOf(name, entry, places)),
      ),
      '',
    ]),
    '## `.env` of a Compose installation',
    '',
    'For Compose itself, which hands them on to the services that are named; **bold** are the tiers that demand it. What has no default is what the installer finds out or asks for. None is a secret: those are files. Reload: the next `install`, or `up` by hand.',
    '',
    ...table(['variable', 'tier', 'default', 'services', 'what it says'], places.envFile),
    '',
  ].join('\n');
}

/** Throws when an entry has no description. */
function rowOf(name: string, entry: z.ZodType, places: VariablePlaces): string[] {
  const described = describedSchema.parse(z.toJSONSchema(entry, { io: 'input' }));
  const choices = described.enum?.map(choice => `\`${choice}\``).join(', ');
  const isSecret = isSecretEntry(entry);
  return [
    `\`${CONFIG_PREFIX}${name}\``,
    isSecret ? '**secret**' : '',
    places.compose(name),
    places.chart(name, isSecret),
    described.shownDefault ?? shownDefault(name, described.default),
    described.description + (choices === undefined ? '' : `: ${choices}`),
  ];
}

function shownDefault(name: string, value: string | number | boolean | undefined): string {
  if (value === undefined) return '';
  const duration = name.endsWith('_MS') ? durationOf(Number(value)) : undefined;
  return `\`${value}\`${duration === undefined ? '' : ` (${duration})`}`;
}

function durationOf(milliseconds: number): string | undefined {
  const unit = UNITS.find(([, length]) => milliseconds >= length && milliseconds % length === 0);
  return unit && `${milliseconds / unit[1]} ${unit[0]}`;
}
