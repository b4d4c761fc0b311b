import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Log } from '../cluster/build-servers.ts';
import { cannotBeHad, resolveModule } from '../cluster/resolve-module.ts';
import { pinnedModule } from '../cluster/server-modules.ts';

export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
  /** Where they are from, for people. */
  readonly reason: string;
}

const PROGRAMS = ['promtool', 'prometheus'] as const;

/** Finds both on PATH, or built before, or builds them. Rejects with ServersUnavailable, which says what would help. */
export async function resolvePrometheus(
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<PrometheusPrograms> {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  const onPath = folders.find(folder => PROGRAMS.every(program => existsSync(join(folder, program))));
  if (onPath !== undefined) return programsIn(onPath, `found in ${onPath}`);
  const module = pinnedModule({
    ...{ name: 'prometheus', path: 'github.com/prometheus/prometheus' },
    packages: { promtool: '/cmd/promtool', prometheus: '/cmd/prometheus' },
    // Without the forty ways to discover targets: most of what there is to compile is theirs.
    tags: 'remove_all_sd',
  });
  const unavailable = (problem: string) =>
    cannotBeHad({
      ...{ what: 'Prometheus', problem, verb: 'they are' },
      notOnPath: `no folder on PATH has both of ${PROGRAMS.join(' and ')}`,
      helps: 'put prometheus and promtool of one release into a folder on PATH',
    });
  const title = `Prometheus ${module.version}`;
  const { folder, reason } = await resolveModule(
    { module, programs: PROGRAMS, title, unavailable },
    log,
    env,
  );
  return programsIn(folder, reason);
}

function programsIn(folder: string, reason: string): PrometheusPrograms {
  return { prometheus: join(folder, 'prometheus'), promtool: join(folder, 'promtool'), reason };
}
