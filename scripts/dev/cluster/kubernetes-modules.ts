import { type GoModule, pinnedModule } from '../programs/go-module.ts';
import type { KubernetesMinor } from './local-cluster.ts';

export function etcdModule(): GoModule {
  return pinnedModule({ name: 'etcd', path: 'go.etcd.io/etcd/server/v3', packages: { etcd: '' } });
}

export function kwokModule(): GoModule {
  return pinnedModule({ name: 'kwok', path: 'sigs.k8s.io/kwok', packages: { kwok: '/cmd/kwok' } });
}

export function kubernetesModule(minor: KubernetesMinor): GoModule {
  const programs = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl', 'kubelet'];
  return pinnedModule({
    name: 'kubernetes',
    folder: `kubernetes-${minor}`,
    path: 'k8s.io/kubernetes',
    packages: Object.fromEntries(programs.map(program => [program, `/cmd/${program}`])),
    linkerFlags,
  });
}

/** Kubernetes reports v0.0.0 unless the linker is told better. */
function linkerFlags(version: string): string[] {
  const [major = '', minor = ''] = version.split('.');
  const settings = {
    gitVersion: `v${version}`,
    gitMajor: major,
    gitMinor: minor,
    gitTreeState: 'clean',
  };
  return ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(name =>
    Object.entries(settings).map(([key, value]) => `-X ${name}.${key}=${value}`),
  );
}
