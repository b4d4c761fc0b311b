import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { parseAllDocuments } from 'yaml';
import { resolveTool } from '../../../scripts/charts/resolve-tool.ts';
import { type KubernetesObject, objectSchema } from './objects.test-support.ts';

export const CHART = fileURLToPath(new URL('../../../charts/tenantry', import.meta.url));
export const NAMESPACE = 'tenantry-system';
/** The floor of the supported versions: Helm built from source believes in 1.20. */
const KUBERNETES = '1.34.4';

export type ChartValues = Readonly<Record<string, unknown>>;

export interface HelmResult {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Helm; a failure is an answer. Values go by a file, as people give them. */
export async function helm(
  args: readonly string[],
  { values, kubeconfig }: { readonly values?: ChartValues; readonly kubeconfig?: string } = {},
): Promise<HelmResult> {
  const { program } = await resolveTool('helm');
  const folder = await mkdtemp(join(tmpdir(), 'tenantry-helm-'));
  try {
    const file = join(folder, 'values.yaml');
    if (values) await writeFile(file, JSON.stringify(values));
    const result = await execa(program, [...args, ...(values ? ['--values', file] : [])], {
      reject: false,
      env: {
        HELM_CACHE_HOME: folder,
        HELM_CONFIG_HOME: folder,
        HELM_DATA_HOME: folder,
        ...(kubeconfig !== undefined && { KUBECONFIG: kubeconfig }),
      },
    });
    return { ok: result.exitCode === 0, stdout: result.stdout, stderr: result.stderr };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the chart renders to without a cluster. */
export function template(values: ChartValues = {}, namespace = NAMESPACE): Promise<HelmResult> {
  return helm(['template', 'tenantry', CHART, '--namespace', namespace, '--kube-version', KUBERNETES], {
    values,
  });
}

/** Every object of a rendering. @throws Error with Helm's words */
export async function render(values: ChartValues = {}): Promise<readonly KubernetesObject[]> {
  const { ok, stdout, stderr } = await template(values);
  if (!ok) throw new Error(stderr);
  return objectsIn(stdout);
}

export function objectsIn(text: string): readonly KubernetesObject[] {
  return parseAllDocuments(text)
    .map((document): unknown => document.toJS())
    .filter(object => object !== null)
    .map(object => objectSchema.parse(object));
}
