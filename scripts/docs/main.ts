/** npm run docs -- build | serve | coverage: the documentation as a site, and whether it tells of all that is there. */
import { parseArgs } from 'node:util';
import { EXIT_USAGE } from '../dev/start/start-options.ts';
import { ROOT } from '../root.ts';
import { buildDocs } from './build-docs.ts';
import { serveDocs } from './serve-docs.ts';

export const USAGE = `npm run docs -- build [--draft] | serve [--port <number>] | coverage

  build             writes the site to docs/.vitepress/dist, where the control plane serves it at /docs/
    --draft         also when a page leads to one that is not there yet
  serve             shows the site on this machine, and what is edited at once, until Ctrl-C
    --port <number> where (default: 5174, or the next one that is free)
  coverage          holds the reference against the code, both ways; the last line is one JSON object of figures`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { command, draft, port } = parse(args);
  if (command === 'build') {
    const { seconds, pages, folder } = await buildDocs({ root: ROOT, draft, progress: console.error });
    console.log(`${pages} pages in ${folder}, built in ${seconds.toFixed(1)} s`);
    return 0;
  }
  if (command === 'serve') {
    await serveDocs(port);
    return 0;
  }
  if (command === 'coverage') return (await import('./coverage.ts')).coverageCommand();
  console.error(USAGE);
  return EXIT_USAGE;
}

function parse(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        draft: { type: 'boolean', default: false },
        port: { type: 'string', default: '5174' },
      },
    });
    const port = Number(values.port);
    const known = Number.isInteger(port) && port > 0 && port < 65_536 && positionals.length === 1;
    return { command: known ? positionals[0] : undefined, draft: values.draft, port };
  } catch {
    return { command: undefined, draft: false, port: 0 };
  }
}
