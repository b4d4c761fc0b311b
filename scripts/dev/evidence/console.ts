import type { EvidenceLine } from './evidence-line.ts';

/** The console in a real browser. One line per claim; the last line of each command says its figures. */
export const consoleLines: readonly EvidenceLine[] = [
  {
    id: 'journeys',
    shows:
      'in Chromium, by mouse and by keyboard alone: what people do in the console, written tests of every page, and axe on every route and open overlay in both themes and languages; no violation of the policy of contents',
    command: 'npm run --silent e2e -- console',
    sample:
      'npm run --silent e2e -- console --no-cluster --only sign-in --only recover --only change-plan --only expiry --only reflow',
  },
  {
    id: 'size',
    shows: 'what a browser fetches first, per page and when idle, is no heavier than it may be',
    command: 'node console/build/check-size.ts',
  },
  {
    id: 'speed',
    shows:
      'with 10,000 tenants of which 100 change in a second, on a machine slowed down four times: first paint, answers to presses, shifts, order after a click, and the heap over time',
    command: 'npm run --silent e2e -- console --performance',
    sample: 'npm run --silent e2e -- console --performance --tenants 1000 --minutes 1 --hours 0.1',
  },
  {
    id: 'components',
    shows:
      'pages and components render, are gone through by keyboard, ask the API as its document says, restore what was shown from their address, and lose nothing that was typed',
    command: 'npm test -- --project console',
  },
  {
    id: 'server',
    shows:
      'pages come with a nonce of their own for each answer, what people keep is theirs alone, and all tenants at once are what the records say',
    command:
      'npm test -- --project unit control-plane/src/console control-plane/src/tenants/table control-plane/src/today control-plane/src/health/board',
  },
];
