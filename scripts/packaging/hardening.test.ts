import { expect, test } from 'vitest';
import { HARDENING, hardeningTable } from './hardening.ts';
import { projectOf } from './render-compose.ts';

const good = {
  image: 'tenantry/control-plane:0.1.0',
  user: '10001:10002',
  read_only: true,
  cap_drop: ['ALL'],
  security_opt: ['no-new-privileges:true'],
  tmpfs: ['/tmp:size=64m'],
  restart: 'unless-stopped',
  logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
  environment: { TENANTRY_BOOTSTRAP_KEY_FILE: '/run/secrets/key' },
  secrets: [{ source: 'key' }],
  volumes: [{ type: 'bind', source: '/installation/data/x', target: '/data' }],
  ports: [{ host_ip: '127.0.0.1', published: '8080', target: 8080 }],
  healthcheck: { test: ['CMD', 'node'] },
  deploy: { resources: { limits: { cpus: 1, memory: '512', pids: 64 } } },
};
const limits = good.deploy.resources.limits;
const limited = (changed: object) => ({ deploy: { resources: { limits: { ...limits, ...changed } } } });

/** One thing wrong, and the line that has to see it. */
const WRONG: readonly (readonly [line: string, change: object])[] = [
  ['user', { user: '0:0' }],
  ['user', { user: undefined }],
  ['read-only', { read_only: undefined }],
  ['read-only', { tmpfs: ['/tmp'] }],
  ['capabilities', { cap_drop: [] }],
  ['capabilities', { cap_add: ['NET_ADMIN'] }],
  ['capabilities', { privileged: true }],
  ['no-new-privileges', { security_opt: [] }],
  ['own-namespaces', { pid: 'host' }],
  ['own-namespaces', { network_mode: 'host' }],
  ['own-namespaces', { devices: ['/dev/kvm'] }],
  [
    'no-engine-socket',
    { volumes: [{ type: 'bind', source: '/var/run/docker.sock', target: '/x', read_only: true }] },
  ],
  ['mounts', { volumes: [{ type: 'bind', source: '/etc', target: '/x' }] }],
  ['mounts', { volumes: [{ type: 'volume', source: 'x', target: '/x' }] }],
  ['cpu', limited({ cpus: undefined })],
  ['memory', limited({ memory: undefined })],
  ['pids', limited({ pids: undefined })],
  ['restart', { restart: 'no' }],
  ['log-rotation', { logging: undefined }],
  ['log-rotation', { logging: { driver: 'json-file', options: {} } }],
  ['secrets', { environment: { TENANTRY_BOOTSTRAP_KEY: 'tny_x' } }],
  ['secrets', { secrets: [{ source: 'elsewhere' }] }],
  ['ports', { ports: [{ published: '8080', target: 8080 }] }],
  ['ports', { ports: [{ host_ip: '0.0.0.0', published: '8080', target: 8080 }] }],
  ['image', { image: 'tenantry/control-plane:latest' }],
  ['image', { image: 'tenantry/control-plane' }],
  ['health-check', { healthcheck: undefined }],
  ['health-check', { healthcheck: { test: ['CMD', 'x'], disable: true } }],
  ['job', { oneShot: true, restart: 'no' }],
];

function linesAgainst(change: object): string[] {
  const { oneShot, ...service } = { oneShot: false, ...good, ...change };
  const project = projectOf({
    name: 'x',
    services: { x: service },
    secrets: {
      key: { file: '/installation/secrets/key' },
      elsewhere: { file: '/home/somebody/key' },
    },
  });
  return hardeningTable([{ combination: 'x', project, oneShots: oneShot ? ['x'] : [] }])
    .filter(({ without }) => without.length > 0)
    .map(({ line }) => line.id);
}

test('a service that has everything passes every line', () => {
  expect(linesAgainst({})).toEqual([]);
});

test.each(WRONG)('%s does not hold with %j', (line, change) => {
  expect(linesAgainst(change)).toContain(line);
});

test('every line is seen to fail', () => {
  expect(new Set(WRONG.map(([line]) => line))).toEqual(new Set(HARDENING.map(({ id }) => id)));
});
