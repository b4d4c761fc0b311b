import { existsSync } from 'node:fs';
import { buildPrograms, builtPath, programCache } from '../programs/build-programs.ts';
import { findGo, GO_FLOOR } from '../programs/find-go.ts';
import type { GoModule } from '../programs/go-module.ts';
import { Unavailable } from '../unavailable.ts';
import { findClusterProgram, findPrograms } from './find-programs.ts';
import { findK3sImage } from './k3s-container.ts';
import { etcdModule, kubernetesModule, kwokModule } from './kubernetes-modules.ts';
import { type ClusterOptions, type KubernetesMinor, parseKubernetes } from './local-cluster.ts';

/** Programs that this machine runs itself. */
export interface ServerPrograms {
  readonly source: 'path' | 'built';
  readonly reason: string;
  readonly version: string;
  /** Full path of a program that the options need; throws for any other. */
  path(program: string): string;
}

/** What was chosen, and in `reason` why, with what was passed over. */
export type Servers =
  | {
      readonly source: 'context';
      readonly reason: string;
      readonly context: string;
      readonly kubectl: string;
    }
  | { readonly source: 'docker'; readonly reason: string; readonly image: string; readonly kubectl: string }
  | ServerPrograms;

/** The parts of the machine that the choice depends on; tests give their own. */
export interface Machine {
  readonly env: NodeJS.ProcessEnv;
  readonly cache: string;
  /** An image of the API server that can be run, or why there is none. */
  readonly findImage: (minor: KubernetesMinor) => Promise<{ image: string } | { problem: string }>;
  readonly findGo: typeof findGo;
  readonly build: typeof buildPrograms;
}

function thisMachine(): Machine {
  return { env: process.env, cache: programCache(), findImage: findK3sImage, findGo, build: buildPrograms };
}

/**
 * Chooses the servers: the context named on purpose, programs found, programs built before, an image, and last
 * a build from source. The current context of a kubeconfig is never taken: a test must not meet a real cluster.
 * Rejects with Unavailable when nothing serves.
 */
export async function resolveServers(
  options: ClusterOptions,
  machine: Machine = thisMachine(),
): Promise<Servers> {
  const minor = options.kubernetes ?? parseKubernetes(undefined);
  const context = machine.env['TENANTRY_KUBE_CONTEXT'];
  if (context) return named(context, requireKubectl(machine, minor));

  const needed = programsFor(options);
  const found = await findPrograms(machine.env, minor, needed);
  if ('paths' in found) {
    return {
      source: 'path',
      reason: `found in ${found.where}`,
      version: found.version,
      path: pathOf(found.paths),
    };
  }

  const modules = modulesFor(minor, needed);
  const cached = builtPaths(machine.cache, modules);
  const built = (how: string, passed: string[]): ServerPrograms => ({
    source: 'built',
    reason: [how, ...passed].join('; '),
    version: kubernetesModule(minor).version,
    path: pathOf(cached),
  });
  if ([...cached.values()].every(existsSync))
    return built(`built before, in ${machine.cache}`, [found.problem]);

  const image = onlyPrograms(options) ?? (await machine.findImage(minor));
  if ('image' in image) {
    const reason = `image ${image.image}; ${found.problem}`;
    return { source: 'docker', reason, image: image.image, kubectl: requireKubectl(machine, minor) };
  }

  const go = await machine.findGo();
  if ('problem' in go) throw unavailable([found.problem, image.problem, go.problem]);
  const log = options.log ?? (() => undefined);
  for (const { module, programs } of modules) await machine.build(machine.cache, module, programs, log);
  return built(`built with Go ${go.version}`, [found.problem, image.problem]);
}

function named(context: string, kubectl: string): Servers {
  return {
    source: 'context',
    reason: `context ${context}, named by TENANTRY_KUBE_CONTEXT`,
    context,
    kubectl,
  };
}

function programsFor(options: ClusterOptions): string[] {
  const programs = ['etcd', 'kube-apiserver', 'kubectl'];
  if (options.controllerManager || options.nodes !== undefined) programs.push('kube-controller-manager');
  if (options.nodes !== undefined)
    programs.push('kube-scheduler', options.nodes === 'kubelet' ? 'kubelet' : 'kwok');
  return programs;
}

interface Selection {
  readonly module: GoModule;
  readonly programs: readonly string[];
}

function modulesFor(minor: KubernetesMinor, needed: readonly string[]): Selection[] {
  return [etcdModule(), kubernetesModule(minor), kwokModule()]
    .map(module => ({ module, programs: needed.filter(program => program in module.packages) }))
    .filter(({ programs }) => programs.length > 0);
}

function builtPaths(cache: string, modules: readonly Selection[]): ReadonlyMap<string, string> {
  return new Map(
    modules.flatMap(({ module, programs }) =>
      programs.map(program => [program, builtPath(cache, module, program)] as const),
    ),
  );
}

/** What an image cannot give: k3s has no audit log that we could read, and no kubelet of ours. */
function onlyPrograms(options: ClusterOptions): { problem: string } | undefined {
  if (options.auditLog) return { problem: 'no image gives an audit log' };
  if (options.nodes === 'kubelet')
    return { problem: 'no image gives a kubelet with a containerd of its own' };
  return undefined;
}

function pathOf(paths: ReadonlyMap<string, string>): (program: string) => string {
  return program => {
    const path = paths.get(program);
    if (path === undefined) throw new Error(`${program} was not asked for when the servers were resolved`);
    return path;
  };
}

function requireKubectl(machine: Machine, minor: KubernetesMinor): string {
  const cached = builtPath(machine.cache, kubernetesModule(minor), 'kubectl');
  const path = findClusterProgram(machine.env, 'kubectl') ?? (existsSync(cached) ? cached : undefined);
  if (path === undefined) throw unavailable(['no kubectl in KUBEBUILDER_ASSETS, on PATH or built before']);
  return path;
}

function unavailable(problems: readonly string[]): Unavailable {
  return new Unavailable(
    [
      'No Kubernetes API server can be had on this machine:',
      ...problems.map(problem => `  - ${problem}`),
      'Any one of these helps:',
      `  - install Go ${GO_FLOOR} or newer (https://go.dev/dl/): the servers are then built from source, once`,
      '  - start Docker, with access to an image registry',
      '  - set KUBEBUILDER_ASSETS to a folder with etcd, kube-apiserver, kubectl and the other programs named above',
      '  - set TENANTRY_KUBE_CONTEXT to a context of your kubeconfig whose cluster may be used for this',
    ].join('\n'),
  );
}
