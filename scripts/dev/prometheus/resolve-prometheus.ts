import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  buildServers,
  builtPath,
  findGo,
  GO_FLOOR,
  type Log,
  serverCache,
} from '../cluster/build-servers.ts';
import type { ServerModule } from '../cluster/server-modules.ts';
import { ServersUnavailable } from '../cluster/servers-unavailable.ts';

export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
  /** Where they are from, for people. */
  readonly reason: string;
}

const PROGRAMS = ['promtool', 'prometheus'] as const;
const FOLDER = fileURLToPath(new URL('../servers/prometheus/', import.meta.url));

/** Both programs, without the forty ways to discover targets: most of what there is to compile is theirs. */
function prometheusModule(): ServerModule {
  const path = 'github.com/prometheus/prometheus';
  const version = /prometheus\/prometheus v(\d\S*)/.exec(readFileSync(join(FOLDER, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${FOLDER}go.mod requires no version of ${path}`);
  return {
    folder: FOLDER,
    id: `prometheus-${version}`,
    version,
    packages: Object.fromEntries(PROGRAMS.map(program => [program, `${path}/cmd/${program}`])),
    tags: 'remove_all_sd',
  };
}

/** Finds both on PATH, or built before, or builds them. Rejects with ServersUnavailable, which says what would help. */
export async function resolvePrometheus(
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<PrometheusPrograms> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  const onPath = folders.find(folder => PROGRAMS.every(program => existsSync(join(folder, program))));
  if (onPath !== undefined) return programsIn(onPath, `found in ${onPath}`);
  const module = prometheusModule();
  const cache = serverCache(env);
  const built = join(cache, module.id);
  const name = `Prometheus ${module.version}`;
  if (PROGRAMS.every(program => existsSync(builtPath(cache, module, program))))
    return programsIn(built, `${name}, built before, in ${built}`);
  const go = await findGo();
  if ('problem' in go) {
    throw new ServersUnavailable(
      [
        'No Prometheus can be had on this machine:',
        `  - no folder on PATH has both of ${PROGRAMS.join(' and ')}`,
        `  - ${go.problem}`,
        'Any one of these helps:',
        '  - put prometheus and promtool of one release into a folder on PATH',
        `  - install Go ${GO_FLOOR} or newer (https://go.dev/dl/): they are then built from source, once`,
      ].join('\n'),
    );
  }
  await buildServers(cache, module, PROGRAMS, log);
  return programsIn(built, `${name}, built with Go ${go.version}`);
}

function programsIn(folder: string, reason: string): PrometheusPrograms {
  return { prometheus: join(folder, 'prometheus'), promtool: join(folder, 'promtool'), reason };
}
