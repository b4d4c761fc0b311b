import type { EvidenceLine } from './evidence-line.ts';

/** The front door, the documents, the site, the stewardship log. The journeys by Compose need a Docker engine, the site a Chromium. */
export const documentsLines: readonly EvidenceLine[] = [
  {
    id: 'journeys',
    shows:
      'from a fresh clone, with the commands of the README and the pages exactly as they stand: start, apply a Tenant by hand, suspend and resume, onboard a tenant, read a health score, install the community tier, upgrade it, restore a backup',
    command: 'CI=true npm run --silent e2e -- docs',
  },
  {
    id: 'site',
    shows:
      'the documentation is built as a site, has no dead link, asks no other host for anything, is without a violation that axe can see on any page in both schemes, and answers at least 45 of 50 questions that were written before its search in the first three hits',
    command: 'CI=true npm test -- --project docs',
  },
  {
    id: 'search',
    shows:
      'of fifty questions that users ask, written before there was a search and used to tune it since, at least 45 are answered among the first three pages, and of fifty that were held out from whoever tuned it, too; beside it what it does for fifty of which only the total was looked at meanwhile',
    command: 'npm run --silent docs -- build >/dev/null && npm run --silent docs -- ask',
  },
  {
    id: 'coverage',
    shows:
      'every reason, code, metric, flag, variable, field of a definition and operation of the API stands in the reference, and the reference names none besides',
    command: 'npm run --silent docs -- coverage',
  },
  {
    id: 'links-and-blocks',
    shows:
      'no link, anchor, image or cited file is dead; every block of commands is run by a suite or says why it is not',
    command: 'npm test -- --project unit tests/docs',
  },
  {
    id: 'pages-run',
    shows: 'every runnable block of the pages about the operator and the control plane is run as it stands',
    command:
      'CI=true npm test -- tests/docs/operator.cluster tests/docs/api.store tests/docs/control-plane.store tests/docs/examples.cluster',
  },
  {
    id: 'roi',
    shows:
      'every number of the worked example of the return on investment, and of the other computed tables of the commercial documents, is what the code computes',
    command: 'npm test -- --project unit scripts/commercial',
  },
  {
    id: 'stewardship',
    shows:
      'the stewardship log holds: chain, head, frozen evidence, releases, history, and the citation of every claim',
    command: 'npm run --silent steward -- verify --json',
  },
  {
    id: 'stewardship-is-told-apart',
    shows:
      'a changed line, a removed line, the last one too, a changed frozen file and an uncited claim each fail by a code of their own',
    command: 'npm test -- --project unit scripts/stewardship',
  },
  {
    id: 'requirements',
    shows:
      'every requirement of the rollout plan is a row of the roadmap, with code, test and page that exist',
    command: 'npm test -- --project unit tests/docs/roadmap',
  },
];
