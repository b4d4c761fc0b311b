import { join } from 'node:path';
import type { Log } from '../dev/cluster/build-servers.ts';
import { findProgram } from '../dev/cluster/find-programs.ts';
import { cannotBeHad, resolveModule } from '../dev/cluster/resolve-module.ts';
import { pinnedModule } from '../dev/cluster/server-modules.ts';

export interface Tool {
  readonly program: string;
  /** Where it is from, for people. */
  readonly reason: string;
}

const TOOLS = {
  helm: { path: 'helm.sh/helm/v3', command: '/cmd/helm' },
  kubeconform: { path: 'github.com/yannh/kubeconform', command: '/cmd/kubeconform' },
} as const;
export type ToolName = keyof typeof TOOLS;

/** Finds it on PATH, or built before, or builds it. Rejects with ServersUnavailable, which says what would help. */
export async function resolveTool(
  name: ToolName,
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Tool> {
  const onPath = findProgram({ PATH: env['PATH'] }, name);
  if (onPath !== undefined) return { program: onPath, reason: `${name} found at ${onPath}` };
  const { path, command } = TOOLS[name];
  const module = pinnedModule({ name, path, packages: { [name]: command } });
  const title = `${name} ${module.version}`;
  const unavailable = (problem: string) =>
    cannotBeHad({
      ...{ what: name, problem, verb: 'it is' },
      ...{ notOnPath: 'it is not on PATH', helps: `put ${title} on PATH` },
    });
  const { folder, reason } = await resolveModule({ module, programs: [name], title, unavailable }, log, env);
  return { program: join(folder, name), reason };
}
