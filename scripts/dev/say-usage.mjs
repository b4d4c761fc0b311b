// Preloaded by bootstrap.mjs. A program that is called with an option it does not have ends with what is wrong and with how
// it is called, and with 2; not with a stack. The text is that of the file that reads the options, or of the program: its
// `USAGE`, or the comment that it begins with.
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

process.on('uncaughtException', async error => {
  if (!('code' in error) || !String(error.code).startsWith('ERR_PARSE_ARGS_')) {
    // The program's own handler has the word; without one it ends, as Node would end it.
    if (process.listenerCount('uncaughtException') > 1) return;
    console.error(error);
    process.exit(1);
  }
  const help = error.message.startsWith("Unknown option '--help'");
  if (!help) console.error(`${error.message.split('. To specify')[0]}\n`);
  const usage = await usageOfFirst([readingFile(error), String(process.argv[1])]);
  console[help ? 'log' : 'error'](usage ?? 'How it is called: docs/reference/cli.md');
  process.exit(help ? 0 : 2);
});

/** Where the options were read: the first file of ours in the stack. @param {Error} error */
function readingFile({ stack = '' }) {
  const url = /file:\/\/[^\s)]+?(?=:\d+:\d+)/.exec(stack)?.[0];
  return url === undefined ? '' : fileURLToPath(url);
}

/** @param {string[]} files */
async function usageOfFirst(files) {
  const { usageOf } = await import('../reference/usage-of.ts');
  for (const file of files) {
    try {
      return usageOf(relative(ROOT, file));
    } catch {
      // It says nothing of how it is called.
    }
  }
  return undefined;
}
