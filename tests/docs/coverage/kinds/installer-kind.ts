import { fencedLinesOf, type Page } from '../../page.ts';
import type { Kind, Mention } from '../kind.ts';
import { columnOf } from '../read-page.ts';
import { readSource } from '../read-source.ts';

const INSTALLER = 'docs/reference/installer.md';

export const installerWords: Kind = {
  id: 'commands and options of the installer',
  source: 'scripts/install/20-options.sh',
  home: `${INSTALLER}, Commands and Options`,
  inCode: installerOptions,
  documented: pages => [
    ...columnOf(pages, INSTALLER, 'command').map(written => written.split(' ')[0] ?? ''),
    ...columnOf(pages, INSTALLER, 'option').map(written => written.split(/[ =]/)[0] ?? ''),
  ],
  mentioned: installerMentioned,
  mend: `a row in ${INSTALLER}, and a line in usage()`,
};

function installerOptions(): string[] {
  const text = readSource('scripts/install/20-options.sh');
  const [, valued = ''] = text.match(/^ {6}(--tier \|[^)]*)\)/m) ?? [];
  const [, commands = ''] = text.match(/^ {4}(install \|[^)]*)\)/m) ?? [];
  const flags = text
    .slice(text.indexOf('take_flag() {'), text.indexOf('take_word() {'))
    .matchAll(/^ {4}(--[a-z-]+)\)/gm);
  const words = [...commands.split('|'), ...valued.split('|'), ...[...flags].map(([, flag = '']) => flag)];
  // --help is what every program takes.
  return words.map(word => word.trim()).filter(word => word !== '' && word !== '--help');
}

/** What is typed after install_tier.sh, with lines that go on. */
function installerMentioned(pages: readonly Page[]): Mention[] {
  const known = new Set([...installerOptions(), '--help']);
  return pages
    .filter(page => page.path !== 'CHANGELOG.md')
    .flatMap(page => {
      let isGoingOn = false;
      return fencedLinesOf(page).flatMap(({ text, line }) => {
        const isCall = isGoingOn || /(^|[\s/])install_tier\.sh /.test(text);
        const given = isGoingOn ? text : text.slice(text.indexOf('install_tier.sh'));
        isGoingOn = isCall && text.endsWith('\\');
        if (!isCall) return [];
        return [...given.replace(/(\s#|[|;&]).*$/, '').matchAll(/(?:^|\s)(--[a-z][a-z0-9-]*)/g)].map(
          ([, option = '']) => ({
            text: option,
            line,
            page: page.path,
            exists: known.has(option),
          }),
        );
      });
    });
}
