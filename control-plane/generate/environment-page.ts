import { z } from 'zod';
import type { SetVariables } from '../../scripts/packaging/set-variables.ts';
import { CONFIG_PREFIX, CONFIG_SECTIONS, FILE_SUFFIX, isSecretEntry } from '../src/config.ts';
import { madeBy, table } from './markdown.ts';

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

/** docs/reference/environment.md: every variable of the control plane. */
export function environmentPage(
  command: string,
  compose: SetVariables,
  installation: readonly (readonly string[])[],
): string {
  return [
    madeBy('control-plane/src/config.ts, compose and charts', command),
    '# Environment of the control plane',
    '',
    `The control plane is configured by variables alone, read once at the start. Every fault is listed before anything starts (exit code 2). An empty variable counts as not set. Times are milliseconds. What is **secret** is never printed, and can be given as \`<variable>${FILE_SUFFIX}\`, the path of a file with it, instead; a newline at its end is no part of it. The operator has [variables of its own](operator.md#configuration).`,
    '',
    'The tier is the one whose Compose files set a variable, or `chart`; in bold where they demand it. Any other one is set in `control-plane.env` of a Compose installation, or in `controlPlane.config` and `secretConfig` of the chart. The control plane by itself demands none. Every one of them is read at the start: a change takes a restart, and so does a secret whose file is another one.',
    '',
    ...CONFIG_SECTIONS.flatMap(({ title, consumer, entries }) => [
      `## ${title}`,
      '',
      `Read by: ${consumer}.`,
      '',
      ...table(
        ['variable', 'tier', 'default', 'secret', 'reload', 'what it says'],
        Object.entries<z.ZodType>(entries).map(([name, entry]) => rowOf(name, entry, compose)),
      ),
      '',
    ]),
    '## Of a Compose installation',
    '',
    'In `.env`, for Compose itself; the installer writes it. None of them is a secret: those are files. A change takes effect with the next `up`.',
    '',
    ...table(['variable', 'tier', 'default', 'secret', 'consumer', 'reload', 'what it says'], installation),
    '',
  ].join('\n');
}

/** Throws when an entry has no description. */
function rowOf(name: string, entry: z.ZodType, compose: SetVariables): string[] {
  const described = describedSchema.parse(z.toJSONSchema(entry, { io: 'input' }));
  const choices = described.enum?.map(choice => `\`${choice}\``).join(', ');
  return [
    `\`${CONFIG_PREFIX}${name}\``,
    (compose.get(CONFIG_PREFIX + name) ?? [])
      .map(({ by, isRequired }) => (isRequired ? `**${by}**` : by))
      .join(', '),
    described.shownDefault ?? shownDefault(name, described.default),
    isSecretEntry(entry) ? '**secret**' : '',
    'restart',
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
