import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildServers, builtPath, findGo, serverCache } from '../dev/cluster/build-servers.ts';
import type { ServerModule } from '../dev/cluster/server-modules.ts';
import { ServersUnavailable } from '../dev/cluster/servers-unavailable.ts';

const FOLDER = fileURLToPath(new URL('../dev/servers/shfmt/', import.meta.url));
const PATH = 'mvdan.cc/sh/v3';

/** The shfmt that go.mod pins: built before, or built now. One on PATH may format otherwise. */
export async function resolveShfmt(env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const version = /mvdan\.cc\/sh\/v3 v(\d\S*)/.exec(readFileSync(join(FOLDER, 'go.mod'), 'utf8'))?.[1];
  if (version === undefined) throw new Error(`${FOLDER}go.mod requires no version of ${PATH}`);
  const module: ServerModule = {
    folder: FOLDER,
    id: `shfmt-${version}`,
    version,
    packages: { shfmt: `${PATH}/cmd/shfmt` },
  };
  const cache = serverCache(env);
  if (!existsSync(builtPath(cache, module, 'shfmt'))) {
    const go = await findGo();
    if ('problem' in go) throw new ServersUnavailable(`shfmt ${version} cannot be built: ${go.problem}`);
    await buildServers(cache, module, ['shfmt'], () => undefined);
  }
  return builtPath(cache, module, 'shfmt');
}

/** Which of these programs no folder on PATH has. */
export function missingPrograms(names: readonly string[], env: NodeJS.ProcessEnv = process.env): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '');
  return names.filter(name => !folders.some(folder => existsSync(join(folder, name))));
}
