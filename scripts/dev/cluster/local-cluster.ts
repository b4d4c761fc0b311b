/** The Kubernetes minor versions that the test suite runs on: the floor and the ceiling of the supported range. */
export const KUBERNETES_MINORS = ['1.34', '1.36'] as const;
export type KubernetesMinor = (typeof KUBERNETES_MINORS)[number];

/** The minor version that `text` names, the floor when nothing is given. Throws for any other text. */
export function parseKubernetes(text: string | undefined): KubernetesMinor {
  if (text === undefined) return KUBERNETES_MINORS[0];
  const minor = KUBERNETES_MINORS.find(candidate => candidate === text);
  if (minor === undefined) throw new Error(`Kubernetes "${text}" is none of ${KUBERNETES_MINORS.join(', ')}`);
  return minor;
}

/** Who a client certificate speaks for. */
export interface Identity {
  readonly name: string;
  readonly groups?: readonly string[];
}

/** PEM texts of a client certificate, its key and the authority that signed the server's certificate. */
export interface Credentials {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

export interface ClusterOptions {
  /** Minor version; the floor when not given. */
  readonly kubernetes?: KubernetesMinor | undefined;
  /** Runs the controller-manager: Deployments roll out, namespaces finalize, garbage is collected. */
  readonly controllerManager?: boolean | undefined;
  /** Simulated nodes (kwok) or one real kubelet; either brings the controller-manager and the scheduler. */
  readonly nodes?: { readonly simulated: number } | 'kubelet' | undefined;
  /** Records every request's metadata as JSON lines; the file is `auditLog` of the cluster. */
  readonly auditLog?: boolean | undefined;
  /** Told what is being done, one line each. */
  readonly log?: ((line: string) => void) | undefined;
}

/** Where the servers came from: told by name, found on this machine, an image, or built from source. */
export type ClusterSource = 'context' | 'path' | 'docker' | 'built';

export interface LocalCluster {
  /** Version of the API server, such as `1.34.4`. */
  readonly version: string;
  readonly source: ClusterSource;
  /** Which servers were taken and why, for people. */
  readonly reason: string;
  /** URL of the API server. */
  readonly server: string;
  /** Path of a kubeconfig of a member of `system:masters`. */
  readonly kubeconfig: string;
  /** Path of a kubectl that fits the server. */
  readonly kubectl: string;
  /** Path of the audit log (one JSON object a line), when it was asked for. */
  readonly auditLog?: string;
  /** Path of a kubeconfig with a client certificate of that identity; `server` replaces the URL (for proxies). */
  kubeconfigFor(identity: Identity & { readonly server?: string | undefined }): Promise<string>;
  credentialsFor(identity: Identity): Promise<Credentials>;
  /** Ends every process and removes every file of the cluster. Called twice, it does nothing more. */
  stop(): Promise<void>;
}
