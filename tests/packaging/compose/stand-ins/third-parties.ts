import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { execa } from 'execa';
import { ferretdbModule } from '../../../../scripts/dev/mongo/wire-servers.ts';
import { findOnPath } from '../../../../scripts/dev/programs/find-on-path.ts';
import { type GoModule, pinnedModule } from '../../../../scripts/dev/programs/go-module.ts';
import { cannotBeHad, resolvePrograms } from '../../../../scripts/dev/programs/resolve-programs.ts';
import { resolvePrometheus } from '../../../../scripts/dev/prometheus/resolve-prometheus.ts';
import { Unavailable } from '../../../../scripts/dev/unavailable.ts';
import { buildStandIn } from './build-stand-in.ts';

/** Images of third parties by their variable, as they are run in a test. */
export type ThirdParties = Readonly<Record<string, string>>;

const log = (line: string) => console.log(line);

/** The variable that has the tests take the real images, where they can be pulled. */
const REAL = 'TENANTRY_COMPOSE_IMAGES';

/** MongoDB's protocol, OTLP and Prometheus, as pro needs them. Grafana has no stand-in. */
export async function proThirdParties(host: string | undefined): Promise<ThirdParties> {
  if (process.env[REAL] === 'real') return {};
  const ofCollector = await collector(host);
  return {
    TENANTRY_MONGODB_IMAGE: await mongodb(host),
    TENANTRY_COLLECTOR_IMAGE: ofCollector,
    TENANTRY_PROMETHEUS_IMAGE: await prometheus(host),
    // Left out by --scale grafana=0; Compose wants to have its image all the same.
    TENANTRY_GRAFANA_IMAGE: ofCollector,
  };
}

export async function enterpriseThirdParties(host: string | undefined): Promise<ThirdParties> {
  if (process.env[REAL] === 'real') return {};
  return { ...(await proThirdParties(host)), TENANTRY_PROXY_IMAGE: await nginx(host) };
}

/** Whether MongoDB is FerretDB here: no replica set, and no password. */
export function mongodbIsStandIn(): boolean {
  return process.env[REAL] !== 'real';
}

/** What `up` leaves out: Grafana, which has no stand-in. */
export function leftOut(): readonly string[] {
  return process.env[REAL] === 'real' ? [] : ['--scale', 'grafana=0'];
}

/** FerretDB by the names that the Compose files call MongoDB's programs by. */
async function mongodb(host: string | undefined): Promise<string> {
  return buildStandIn(
    {
      name: 'mongodb',
      programs: { '/usr/local/bin/ferretdb': await built(ferretdbModule(), 'ferretdb') },
      scripts: {
        '/usr/local/bin/mongod': '#!/bin/sh\nexec ferretdb 0.0.0.0:27017 /data/db\n',
        '/usr/local/bin/mongosh': `#!/bin/sh
# Asks whether somebody listens. A script that makes a replica set has nothing to do here.
case "$*" in *initiate.js) exit 0 ;; esac
exec node -e 'require("net").connect(27017, "127.0.0.1").on("connect", () => process.exit(0)).on("error", () => process.exit(1))'
`,
      },
    },
    host,
  );
}

async function collector(host: string | undefined): Promise<string> {
  const module = pinnedModule({
    name: 'collector',
    path: 'go.opentelemetry.io/collector/otelcol',
    packages: { otelcol: '.' },
  });
  const programs = { '/otelcol': await built(module, 'otelcol') };
  return buildStandIn({ name: 'collector', programs, entrypoint: ['/otelcol'] }, host);
}

/** With discovery by DNS, which the one of the other tests lacks: by it each replica is found. */
async function prometheus(host: string | undefined): Promise<string> {
  const module = pinnedModule({
    name: 'prometheus-dns',
    folder: 'prometheus',
    path: 'github.com/prometheus/prometheus',
    packages: { prometheus: '/cmd/prometheus' },
    tags: 'remove_all_sd,enable_dns_sd',
  });
  const programs = {
    '/usr/bin/prometheus': await built(module, 'prometheus'),
    '/usr/bin/promtool': (await resolvePrometheus(log)).promtool,
  };
  return buildStandIn({ name: 'prometheus', programs, entrypoint: ['/usr/bin/prometheus'] }, host);
}

/** The nginx of this machine, with the libraries that it is linked with. */
async function nginx(host: string | undefined): Promise<string> {
  const program = findOnPath('nginx', process.env, ['/usr/sbin']);
  if (program === undefined) throw new Unavailable('no nginx on PATH: apt-get install nginx-light');
  const { stdout } = await execa`ldd ${program}`;
  const libraries = [...stdout.matchAll(/(\/\S+\.so\S*)/g)].map(([, path]) => path ?? '');
  return buildStandIn(
    {
      name: 'nginx',
      programs: {
        '/usr/sbin/nginx': program,
        // Below /usr: /lib is a link there.
        ...Object.fromEntries(
          libraries.map(path => [path.replace(/^\/lib/, '/usr/lib'), realpathSync(path)]),
        ),
      },
      scripts: {
        '/usr/local/bin/wget': `#!/bin/sh
exec node -e 'fetch(process.argv.at(-1)).then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))' -- "$@"
`,
      },
    },
    host,
  );
}

async function built(module: GoModule, program: string): Promise<string> {
  const title = `${program} ${module.version}`;
  const unavailable = (problem: string) =>
    cannotBeHad({
      what: `stand-in with ${title}`,
      problems: [problem],
      helps: `let the engine pull the real images, and set ${REAL}=real`,
    });
  const { folder } = await resolvePrograms({ module, programs: [program], title, unavailable }, log);
  return join(folder, program);
}
