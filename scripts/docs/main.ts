/** npm run docs -- build | serve | coverage: the documentation as a site, and whether it tells of all that is there. */
import { parseArgs } from 'node:util';
import { EXIT_USAGE } from '../dev/exit-usage.ts';
import { ROOT } from '../root.ts';
import { type Asked, askQuestions, searchOf } from './ask-docs.ts';
import { buildDocs, docsFolder } from './build-docs.ts';
import { serveDocs } from './serve-docs.ts';

export const USAGE = `npm run docs -- build [--draft] | serve [--port <number>] | ask [question] | coverage

  build             writes the site to docs/.vitepress/dist, where the control plane serves it at /docs/
    --draft         also when a page leads to one that is not there yet
  ask [question]    shows what the search of the built site finds; without a question, those that users ask,
                    with which of them it answers in the first three, as one JSON object last
  serve             shows the site on this machine, and what is edited at once, until Ctrl-C
    --port <number> where (default: 5174, or the next one that is free)
  coverage          holds the reference against the code, both ways; the last line is one JSON object of figures`;

/** So many of the fifty have to be answered, of those that it was tuned by and of those that it was not. */
const AT_LEAST = 45;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const { command, question, draft, port } = parse(args);
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
  if (command === 'ask') return ask(question);
  console.error(USAGE);
  return EXIT_USAGE;
}

async function ask(question: string | undefined): Promise<number> {
  const search = await searchOf(docsFolder(ROOT));
  if (question !== undefined) {
    for (const { page, title, sections } of search(question).slice(0, 8))
      console.log(`${page.padEnd(44)} ${title}: ${sections[0]?.headings || '(its beginning)'}`);
    return 0;
  }
  const pages = async (text: string) => search(text).map(({ page }) => page);
  const tuned = await askQuestions(ROOT, pages);
  const fresh = await askQuestions(ROOT, pages, 'fresh-questions');
  const heldOut = await askQuestions(ROOT, pages, 'held-out-questions');
  // Of those that nobody tuned by, the number alone: whoever sees which are missed tunes by them.
  for (const { question: text, expected, found } of tuned.filter(({ answered }) => !answered))
    console.log(`${text}\n    expected ${expected.join(' or ')}\n    found    ${found.join(', ')}`);
  const answered = answeredOf(tuned);
  const figures = {
    questions: tuned.length,
    answered,
    fresh: fresh.length,
    freshAnswered: answeredOf(fresh),
    heldOut: heldOut.length,
    heldOutAnswered: answeredOf(heldOut),
  };
  console.log(JSON.stringify(figures));
  return Math.min(answered, figures.heldOutAnswered) >= AT_LEAST ? 0 : 1;
}

function answeredOf(asked: readonly Asked[]): number {
  return asked.filter(({ answered }) => answered).length;
}

function parse(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      draft: { type: 'boolean', default: false },
      port: { type: 'string', default: '5174' },
    },
  });
  const port = Number(values.port);
  const [command, ...words] = positionals;
  const known =
    Number.isInteger(port) && port > 0 && port < 65_536 && (command === 'ask' || words.length === 0);
  const question = words.length === 0 ? undefined : words.join(' ');
  return { command: known ? command : undefined, question, draft: values.draft, port };
}
