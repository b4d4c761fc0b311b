import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { conditionsPage } from './conditions-page.ts';
import { customResourceDefinition } from './custom-resource-definition.ts';
import { customResources } from './custom-resources.ts';
import { fieldsPage } from './fields-page.ts';

const COMMAND = 'npm run generate';

/** Every generated file by its path below the repository's root. Deterministic: the same schemas, the same bytes. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const resource of customResources) {
    const definition = customResourceDefinition(resource);
    files.set(
      `operator/manifests/crds/${resource.plural}.yaml`,
      `# Generated from contracts/src/tenancy by \`${COMMAND}\`. Do not edit.\n${stringify(definition, { lineWidth: 110, aliasDuplicateObjects: false })}`,
    );
    files.set(`docs/reference/${resource.singular}-fields.md`, fieldsPage(resource, COMMAND));
  }
  files.set('docs/reference/conditions.md', conditionsPage(COMMAND));
  return files;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  if (values.out === undefined)
    throw new Error('usage: node contracts/generate/main.ts --out <repository root>');
  for (const [path, content] of generatedFiles()) {
    const target = join(values.out, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, content);
  }
}

if (import.meta.main) await main();
