import type { EvidenceLine } from './evidence-line.ts';

/** The console in a real browser. One line per claim; the last line of each command says its figures. */
export const consoleLines: readonly EvidenceLine[] = [
  {
    id: 'journeys',
    shows:
      'in Chromium, each by mouse and by keyboard alone: sign in, find the tenant that fell, act, see it recover; onboard a customer to Ready on the cluster; change a plan after its preview; change and migrate many, pause, and take back; lose nothing when a session ends; come and go by an organisation',
    command: 'npm run --silent e2e -- console --only journeys',
    sample:
      'npm run --silent e2e -- console --no-cluster --only sign-in --only recover --only change-plan --only expiry --only reflow',
  },
  {
    id: 'accessibility',
    shows:
      'axe finds nothing on any route or open overlay, in both themes and languages, and written tests hold what it cannot tell; no violation of the policy of contents',
    command: 'npm run --silent e2e -- console --only accessibility',
  },
  {
    id: 'restore',
    shows:
      'on every list, reload, a shared address and Back bring back the same rows, order, controls and place',
    command: 'npm run --silent e2e -- console --no-cluster --only restore',
  },
  {
    id: 'behind',
    shows:
      'every score, bar and amount of every page is a link, opens, or stands in a row that leads to what is behind it',
    command: 'npm run --silent e2e -- console --no-cluster --only behind',
  },
  {
    id: 'bad-states',
    shows:
      'answers that do not come, come late, are cut off or refused, a stream that is cut, a tenant that goes, and two people at one form: each is told, loses nothing that was typed, and is mended by one press or by itself',
    command: 'npm run --silent e2e -- console --no-cluster --only bad-states',
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
