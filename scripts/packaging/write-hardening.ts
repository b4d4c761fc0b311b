/** Writes docs/reference/hardening.md. Not a part of `npm run generate`: it needs Compose, which that does not. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { resolveCompose } from '../dev/compose/resolve-compose.ts';
import { ROOT } from '../root.ts';
import { hardeningTable } from './hardening.ts';
import { hardeningPage } from './hardening-page.ts';
import { judgedProjects } from './judge-tiers.ts';
import { productVersion, readManifests } from './read-manifests.ts';

const { path } = await resolveCompose(line => console.error(line));
const projects = await judgedProjects(await readManifests(ROOT), path, await productVersion(ROOT));
await writeFile(join(ROOT, 'docs/reference/hardening.md'), hardeningPage(projects, hardeningTable(projects)));
