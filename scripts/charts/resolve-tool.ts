import { join } from 'node:path';
import type { Log } from '../dev/log.ts';
import { findOnPath } from '../dev/programs/find-on-path.ts';
import { pinnedModule } from '../dev/programs/go-module.ts';
import { cannotBeHad, resolvePrograms } from '../dev/programs/resolve-programs.ts';

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
  const onPath = findOnPath(name, env);
  if (onPath !== undefined) return { program: onPath, reason: `${name} found at ${onPath}` };
  const { path, command } = TOOLS[name];
  const module = pinnedModule({ name, path, packages: { [name]: command } });
  const title = `${name} ${module.version}`;
  const unavailable = (problem: string) =>
    cannotBeHad({
      what: name,
      problems: ['it is not on PATH', problem],
      helps: `put ${title} on PATH`,
    });
  const { folder, reason } = await resolvePrograms(
    { module, programs: [name], title, unavailable },
    log,
    env,
  );
  return { program: join(folder, name), reason };
}
