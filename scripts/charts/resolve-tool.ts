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
} from '../dev/cluster/build-servers.ts';
import type { ServerModule } from '../dev/cluster/server-modules.ts';
import { ServersUnavailable } from '../dev/cluster/servers-unavailable.ts';

export interface Tool {
  readonly program: string;
  /** Where it is from, for people. */
  readonly reason: string;
}

const TOOLS = {
  helm: { path: 'helm.sh/helm/v3', command: 'cmd/helm' },
  kubeconform: { path: 'github.com/yannh/kubeconform', command: 'cmd/kubeconform' },
} as const;
export type ToolName = keyof typeof TOOLS;

const SERVERS = fileURLToPath(new URL('../dev/servers/', import.meta.url));

function moduleOf(name: ToolName): ServerModule {
  const { path, command } = TOOLS[name];
  const folder = join(SERVERS, name);
  const goMod = readFileSync(join(folder, 'go.mod'), 'utf8');
  const version = new RegExp(`${path.replaceAll('.', '\\.')} v(\\d\\S*)`).exec(goMod)?.[1];
  if (version === undefined) throw new Error(`${folder}/go.mod requires no version of ${path}`);
  return { folder, id: `${name}-${version}`, version, packages: { [name]: `${path}/${command}` } };
}

/** Finds it on PATH, or built before, or builds it. Rejects with ServersUnavailable, which says what would help. */
export async function resolveTool(
  name: ToolName,
  log: Log = () => undefined,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Tool> {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, name))
    .find(existsSync);
  if (onPath !== undefined) return { program: onPath, reason: `${name} found at ${onPath}` };
  const module = moduleOf(name);
  const cache = serverCache(env);
  const program = builtPath(cache, module, name);
  const title = `${name} ${module.version}`;
  if (existsSync(program)) return { program, reason: `${title}, built before, at ${program}` };
  const go = await findGo();
  if ('problem' in go) {
    throw new ServersUnavailable(
      [
        `No ${name} can be had on this machine:`,
        '  - it is not on PATH',
        `  - ${go.problem}`,
        'Any one of these helps:',
        `  - put ${title} on PATH`,
        `  - install Go ${GO_FLOOR} or newer (https://go.dev/dl/): it is then built from source, once`,
      ].join('\n'),
    );
  }
  await buildServers(cache, module, [name], log);
  return { program, reason: `${title}, built with Go ${go.version}` };
}
