import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../log.ts';
import { pathFolders } from '../programs/find-on-path.ts';
import { pinnedModule } from '../programs/go-module.ts';
import { cannotBeHad, resolvePrograms } from '../programs/resolve-programs.ts';

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
  const onPath = pathFolders(env).find(folder =>
    PROGRAMS.every(program => existsSync(join(folder, program))),
  );
  if (onPath !== undefined) return programsIn(onPath, `found in ${onPath}`);
  const module = pinnedModule({
    name: 'prometheus',
    path: 'github.com/prometheus/prometheus',
    packages: { promtool: '/cmd/promtool', prometheus: '/cmd/prometheus' },
    // Without the forty ways to discover targets: most of what there is to compile is theirs.
    tags: 'remove_all_sd',
  });
  const unavailable = (problem: string) =>
    cannotBeHad({
      what: 'Prometheus',
      problems: [`no folder on PATH has both of ${PROGRAMS.join(' and ')}`, problem],
      helps: 'put prometheus and promtool of one release into a folder on PATH',
    });
  const title = `Prometheus ${module.version}`;
  const { folder, reason } = await resolvePrograms(
    { module, programs: PROGRAMS, title, unavailable },
    log,
    env,
  );
  return programsIn(folder, reason);
}

function programsIn(folder: string, reason: string): PrometheusPrograms {
  return { prometheus: join(folder, 'prometheus'), promtool: join(folder, 'promtool'), reason };
}
