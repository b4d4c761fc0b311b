import { z } from 'zod';
import { REPOSITORY_COMMANDS } from '../../../../scripts/reference/repository-commands.ts';
import { namedOptions, parsedOptions, usageOf } from '../../../../scripts/reference/usage-of.ts';
import { type Page, pageAt, sectionsOf } from '../../page.ts';
import type { Kind } from '../kind.ts';
import { mentionsOf } from '../read-page.ts';
import { readSource } from '../read-source.ts';

const CLI = 'docs/reference/cli.md';

export const repositoryOptions: Kind = {
  id: 'commands and options of the repository',
  source: 'package.json, and parseArgs of the programs that it names',
  home: CLI,
  inCode: () => [
    ...npmScripts(),
    ...REPOSITORY_COMMANDS.flatMap(({ name, files }) =>
      files.flatMap(file => parsedOptions(file).map(option => `${name} ${option}`)),
    ),
  ],
  documented: pages => repositoryDocumented(pages),
  mentioned: pages =>
    mentionsOf(pages, /\bnpm (?:run (?:--silent |-s )?[a-z][a-z:]*|start|test)\b(?: -w [a-z-]+)?/g).map(
      mention => {
        const [text = '', workspace] = mention.text.replace(/ (--silent|-s) /, ' ').split(' -w ');
        return { ...mention, exists: npmScripts(workspace).includes(text) };
      },
    ),
  mend: 'add it to scripts/reference/repository-commands.ts; name each option in the comment that the program begins with; npm run generate',
};

/** Those of a workspace, too. */
function npmScripts(workspace?: string): string[] {
  const file = workspace === undefined ? 'package.json' : `${workspace}/package.json`;
  const { scripts } = z
    .object({ scripts: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readSource(file)));
  return Object.keys(scripts).map(name =>
    name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`,
  );
}

function repositoryDocumented(pages: readonly Page[]): string[] {
  const sections = sectionsOf(pageAt(pages, CLI));
  return REPOSITORY_COMMANDS.flatMap(({ name, files }) => {
    const texts = (sections.get(name) ?? []).flatMap(node => (node.type === 'code' ? [node.value] : []));
    const own = [...namedOptions(texts.join('\n'))].filter(option => !isHandedOn(name, option));
    const parsed = new Set(files.flatMap(file => parsedOptions(file)));
    // What is on by default may be named with and without `no-`.
    const named = own.map(option =>
      parsed.has(`--no-${option.slice(2)}`) ? `--no-${option.slice(2)}` : option,
    );
    return [...(sections.has(name) ? [name] : []), ...named.map(option => `${name} ${option}`)];
  });
}

/** To vitest by `npm test`; to node by whoever profiles a benchmark, as its comment says. */
function isHandedOn(name: string, option: string): boolean {
  if (name === 'npm test') return ['--project', '--kubernetes', '--help'].includes(option);
  return name === 'npm run bench' && option === '--cpu-prof';
}

/** What a program says of itself and what it takes, for the test that holds them against one another. */
export function usageFaults(): string[] {
  return REPOSITORY_COMMANDS.flatMap(({ files }) =>
    files.flatMap(file => {
      const named = namedOptions(usageOf(file));
      return parsedOptions(file)
        .filter(
          option => option !== '--help' && !named.has(option) && !named.has(option.replace('--no-', '--')),
        )
        .map(option => `${file}: ${option} is taken, and the comment does not name it`);
    }),
  );
}
