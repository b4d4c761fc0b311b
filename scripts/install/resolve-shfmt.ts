import { join } from 'node:path';
import { pinnedModule } from '../dev/programs/go-module.ts';
import { resolvePrograms } from '../dev/programs/resolve-programs.ts';

/** The shfmt that go.mod pins: built before, or built now. One on PATH may format otherwise. */
export async function resolveShfmt(): Promise<string> {
  const module = pinnedModule({
    name: 'shfmt',
    path: 'mvdan.cc/sh/v3',
    packages: { shfmt: '/cmd/shfmt' },
  });
  const title = `shfmt ${module.version}`;
  const unavailable = (problem: string) => `${title} cannot be built: ${problem}`;
  const { folder } = await resolvePrograms({ module, programs: ['shfmt'], title, unavailable });
  return join(folder, 'shfmt');
}
