import { basename } from 'node:path';

/** Programs of which it is told by the word behind them what they do. The others move files about. */
const TELLING = new Set([
  'npm',
  'npx',
  'kubectl',
  'helm',
  'docker',
  'tenantry',
  'install_tier.sh',
  'openssl',
  'curl',
]);
/** How a suite calls a program that it has a driver of. */
const DRIVERS: Readonly<Record<string, RegExp>> = {
  curl: /fetch|api\b/i,
  docker: /docker|compose/i,
  'install_tier.sh': /install_tier|installer/i,
  npx: /./,
};
/** `; with a tenant of its own`: it is called otherwise there. */
const OF_ITS_OWN = /; with \w+ \w+ of its own$/;

/** Commands of a block that no runnable block of the page has that is said to run them. */
export function notRunThere(commands: string, reason: string, runnable: readonly string[]): string[] {
  const there = runnable.flatMap(linesOf);
  if (!OF_ITS_OWN.test(reason)) return linesOf(commands).filter(line => !there.includes(line));
  const shapes = there.map(shapeOf);
  return linesOf(commands).filter(line => {
    const { program, does, options } = shapeOf(line);
    return !shapes.some(
      shape =>
        shape.program === program &&
        shape.does === does &&
        options.every(option => shape.options.includes(option)),
    );
  });
}

/** Commands that a file shows no sign of. One that names the page has them from there. */
export function notRunBy(page: string, commands: string, file: string): string[] {
  if (file.includes(basename(page))) return [];
  const telling = linesOf(commands).filter(line => TELLING.has(shapeOf(line).program));
  if (telling.length === 0) return [commands.trim()];
  return telling.filter(line => {
    const { program, does } = shapeOf(line);
    const driver = DRIVERS[program] ?? new RegExp(`\\b${program}\\b`);
    return !driver.test(file) || !new RegExp(`\\b${does}\\b`).test(file);
  });
}

/** Each command with the lines that it goes on in, without what is given to it. */
function linesOf(commands: string): string[] {
  const without = commands
    .replaceAll(/(<<-?\s*(['"]?)(\w+)\2[^\n]*)\n[\s\S]*?\n\3(?=\n|$)/g, '$1')
    .replaceAll(/\\\n\s*/g, '');
  return without
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

interface Shape {
  readonly program: string;
  readonly does: string;
  readonly options: readonly string[];
}

function shapeOf(line: string): Shape {
  const words = line.replace(/ (-n|--namespace) \S+/, '').split(/\s+/);
  const program = basename(words[0] ?? '');
  const plain = words.slice(1).filter(word => /^[a-z][\w:-]*$/.test(word));
  const options = words.filter(word => /^--?[a-z]/.test(word)).map(word => word.split('=')[0] ?? '');
  // Of an address its last name; of npm run the script; of the others the word behind the program.
  const address = /\/(\w+)(?:\?[^"'\s]*)?["']?\s*$/.exec(line)?.[1];
  const does =
    program === 'curl' ? address : ['run', 'compose'].includes(plain[0] ?? '') ? plain[1] : plain[0];
  return { program, does: does ?? '', options };
}
