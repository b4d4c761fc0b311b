import { z } from 'zod';
import { table } from '../../contracts/generate/markdown.ts';
import { CONFIG_FLAGS, CONFIG_PREFIX, configSchema } from '../src/config.ts';

const describedSchema = z.looseObject({
  description: z.string(),
  default: z.union([z.string(), z.number()]).optional(),
  shownDefault: z.string().optional(),
  enum: z.array(z.string()).optional(),
});
type Described = z.output<typeof describedSchema>;

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** One row per variable; throws when one has no description. */
export function configurationTable(): string[] {
  const { properties } = z
    .object({ properties: z.record(z.string(), describedSchema) })
    .parse(z.toJSONSchema(configSchema, { io: 'input' }));
  const flags = new Map(Object.entries(CONFIG_FLAGS).map(([flag, name]): [string, string] => [name, flag]));
  return table(
    ['variable', 'flag', 'default', 'what it says'],
    Object.entries(properties).map(([name, described]) => {
      const flag = flags.get(name);
      return [
        `\`${CONFIG_PREFIX}${name}\``,
        flag === undefined ? '' : `\`--${flag}\``,
        shownDefault(name, described),
        meaning(described),
      ];
    }),
  );
}

function meaning(described: Described): string {
  const choices = described.enum?.map(choice => `\`${choice}\``).join(', ');
  return choices === undefined ? described.description : `${described.description}: ${choices}`;
}

function shownDefault(name: string, described: Described): string {
  if (described.shownDefault !== undefined) return described.shownDefault;
  if (described.default === undefined) return '';
  const duration = name.endsWith('_MS') ? durationOf(Number(described.default)) : undefined;
  return `\`${described.default}\`${duration === undefined ? '' : ` (${duration})`}`;
}

function durationOf(milliseconds: number): string | undefined {
  const unit = UNITS.find(([, length]) => milliseconds >= length && milliseconds % length === 0);
  return unit && `${milliseconds / unit[1]} ${unit[0]}`;
}
