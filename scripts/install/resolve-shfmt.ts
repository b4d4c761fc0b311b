import { join } from 'node:path';
import { resolveModule } from '../dev/cluster/resolve-module.ts';
import { pinnedModule } from '../dev/cluster/server-modules.ts';

/** The shfmt that go.mod pins: built before, or built now. One on PATH may format otherwise. */
export async function resolveShfmt(): Promise<string> {
  const module = pinnedModule({
    ...{ name: 'shfmt', path: 'mvdan.cc/sh/v3' },
    packages: { shfmt: '/cmd/shfmt' },
  });
  const title = `shfmt ${module.version}`;
  const unavailable = (problem: string) => `${title} cannot be built: ${problem}`;
  const { folder } = await resolveModule({ module, programs: ['shfmt'], title, unavailable });
  return join(folder, 'shfmt');
}
