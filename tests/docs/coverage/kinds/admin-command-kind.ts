import { adminCommands } from '../../../../control-plane/generate/admin-command.ts';
import { headingsOf, type Page, pageAt, tablesOf } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { mentionsOf } from '../read-page.ts';

const CLI = 'docs/reference/cli.md';

export const adminOptions: Kind = {
  id: 'commands and options of tenantry',
  source: 'the commander program of control-plane/src/cli',
  home: CLI,
  inCode: () =>
    adminCommands().flatMap(({ name, options }) => [
      `tenantry ${name}`,
      ...options.map(({ long }) => `tenantry ${name} ${long}`),
    ]),
  documented: pages => {
    const page = pageAt(pages, CLI);
    const commands = headingsOf(page)
      .map(({ text }) => text)
      .filter(text => text.startsWith('tenantry '));
    const options = tablesOf(page)
      .filter(({ heads }) => heads[0] === 'takes')
      .flatMap(({ below, rows }) =>
        rows
          .map(({ cells }) => cells[0]?.code[0] ?? '')
          .filter(flags => flags.startsWith('--'))
          .map(flags => `${below.at(-1)} ${flags.split(/[ ,]/)[0]}`),
      );
    return [...commands, ...options];
  },
  mentioned: adminCommandsMentioned,
  mend: 'npm run generate; a new command has an example in scripts/reference/admin-examples.ts',
};

/** `tenantry keys create --role admin`, in the text and in fences. */
function adminCommandsMentioned(pages: readonly Page[]): Mention[] {
  const commands = adminCommands();
  const groups = new Set(commands.map(({ name }) => name.split(' ')[0]));
  const pattern = /(?:^|[\s(])tenantry ((?:[a-z]+)(?: [^|&;`]*)?)/g;
  return mentionsOf(pages, pattern)
    .filter(({ text }) => !/^(\.|-|=)/.test(text))
    .flatMap(mention => {
      const words = mention.text.trim().split(/\s+/);
      // `helm install tenantry charts/tenantry`: a release of that name, not the command.
      if (!groups.has(words[0] ?? '')) return [];
      const command =
        commands.find(({ name }) => name === words.slice(0, 2).join(' ')) ??
        commands.find(({ name }) => name === words[0]);
      if (command === undefined) {
        const isGroup = words.length === 1 && commands.some(({ name }) => name.startsWith(`${words[0]} `));
        return [{ ...mention, text: `tenantry ${mention.text}`, exists: isGroup }];
      }
      const known = new Set(['--help', ...command.options.map(({ long }) => long)]);
      return words
        .filter(word => word.startsWith('--'))
        .map(word => word.split('=')[0] ?? '')
        .map(option => ({
          ...mention,
          text: `tenantry ${command.name} ${option}`,
          exists: known.has(option),
        }));
    });
}
