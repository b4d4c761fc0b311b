import { z } from 'zod';
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
export function environmentPage(command: string): string {
  return [
    madeBy('control-plane/src/config.ts', command),
    '# Environment of the control plane',
    '',
    `The control plane is configured by variables alone, read once at the start. Every fault is listed before anything starts (exit code 2). An empty variable counts as not set. Times are milliseconds. What is marked **secret** is never printed, and can be given as \`<variable>${FILE_SUFFIX}\`, the path of a file with it, instead; a newline at its end is no part of it. The operator has [variables of its own](operator.md#configuration).`,
    '',
    ...CONFIG_SECTIONS.flatMap(({ title, entries }) => [
      `## ${title}`,
      '',
      ...table(
        ['variable', 'default', 'what it says'],
        Object.entries<z.ZodType>(entries).map(([name, entry]) => rowOf(name, entry)),
      ),
      '',
    ]),
  ].join('\n');
}

/** Throws when an entry has no description. */
function rowOf(name: string, entry: z.ZodType): string[] {
  const described = describedSchema.parse(z.toJSONSchema(entry, { io: 'input' }));
  const choices = described.enum?.map(choice => `\`${choice}\``).join(', ');
  const secret = isSecretEntry(entry) ? '**secret**; ' : '';
  return [
    `\`${CONFIG_PREFIX}${name}\``,
    described.shownDefault ?? shownDefault(name, described.default),
    secret + described.description + (choices === undefined ? '' : `: ${choices}`),
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
