import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { KubernetesMinor } from './local-cluster.ts';

/** A Go module in scripts/dev/servers that pins one server's source, and the programs built from it. */
export interface ServerModule {
  /** Folder of its go.mod. */
  readonly folder: string;
  /** Name and version, also the name of its folder in the cache: `kubernetes-1.34.4`. */
  readonly id: string;
  readonly version: string;
  /** Program name to Go package. */
  readonly packages: Readonly<Record<string, string>>;
  /** Build tags: what is left out of the programs. */
  readonly tags?: string;
  /** What the linker is told beside stripping: where a program keeps its version. */
  readonly linkerFlags?: readonly string[];
}

const SERVERS = fileURLToPath(new URL('../servers/', import.meta.url));

export function etcdModule(): ServerModule {
  return readModule('etcd', 'etcd', 'go.etcd.io/etcd/server/v3', { etcd: '' });
}

export function kwokModule(): ServerModule {
  return readModule('kwok', 'kwok', 'sigs.k8s.io/kwok', { kwok: '/cmd/kwok' });
}

export function kubernetesModule(minor: KubernetesMinor): ServerModule {
  const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'kubelet'];
  const packages = Object.fromEntries(programs.map(program => [program, `/cmd/${program}`]));
  return readModule('kubernetes', `kubernetes-${minor}`, 'k8s.io/kubernetes', packages);
}

/** The version stands in go.mod alone: the tag that is built, cached and reported. */
function readModule(
  name: string,
  folder: string,
  path: string,
  packages: Record<string, string>,
): ServerModule {
  const goMod = readFileSync(`${SERVERS}${folder}/go.mod`, 'utf8');
  const version = new RegExp(`${path.replaceAll('.', '\\.')} v(\\d\\S*)`).exec(goMod)?.[1];
  if (version === undefined) throw new Error(`${SERVERS}${folder}/go.mod requires no version of ${path}`);
  return {
    folder: `${SERVERS}${folder}`,
    id: `${name}-${version}`,
    version,
    packages: Object.fromEntries(
      Object.entries(packages).map(([program, suffix]) => [program, path + suffix]),
    ),
  };
}
