import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { createCertificateRequest } from './certificate-authority.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import type { ClusterOptions, ClusterSource, Credentials, Identity, LocalCluster } from './local-cluster.ts';

const execute = promisify(execFile);

const configView = z.object({
  clusters: z
    .array(z.object({ cluster: z.object({ server: z.url(), 'certificate-authority-data': z.string() }) }))
    .length(1),
});
const versionView = z.object({ serverVersion: z.object({ gitVersion: z.string() }) });

export interface Attachment {
  readonly source: ClusterSource;
  readonly reason: string;
  readonly kubectl: string;
  /** Text of an administrator's kubeconfig. */
  readonly kubeconfig: string;
  /** Ends what this attachment started, if anything. */
  readonly release?: () => Promise<void>;
}

/**
 * A cluster that runs already. Its authority's key is not ours, so identities ask for their certificates through
 * the CertificateSigningRequest API and approve themselves as the administrator.
 */
export async function attachCluster(options: ClusterOptions, attachment: Attachment): Promise<LocalCluster> {
  if (options.auditLog) throw new Error('the audit log of a cluster that runs already cannot be read');
  const dir = await mkdtemp(join(tmpdir(), 'tenantry-attached-'));
  const kubeconfig = join(dir, 'admin.kubeconfig');
  await writeFile(kubeconfig, attachment.kubeconfig, { mode: 0o600 });
  const kubectl = async (args: readonly string[], input?: string): Promise<string> => {
    const call = execute(attachment.kubectl, ['--kubeconfig', kubeconfig, ...args], { timeout: 60_000 });
    call.child.stdin?.end(input);
    return (await call).stdout;
  };
  const { cluster } =
    configView.parse(JSON.parse(await kubectl(['config', 'view', '--raw', '-o', 'json']))).clusters[0] ??
    unreachable();
  const { serverVersion } = versionView.parse(JSON.parse(await kubectl(['version', '-o', 'json'])));
  const version = serverVersion.gitVersion.replace(/^v/, '');
  if (options.kubernetes && !version.startsWith(`${options.kubernetes}.`)) {
    throw new Error(
      `Kubernetes ${options.kubernetes} is asked for, and the cluster (${attachment.reason}) is ${version}`,
    );
  }
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64').toString('utf8');
  let issued = 0;
  let written = 0;
  const credentialsFor = (identity: Identity): Promise<Credentials> =>
    requestCertificate(kubectl, `tenantry-${process.pid}-${Date.now()}-${++issued}`, ca, identity);
  return {
    version,
    source: attachment.source,
    reason: attachment.reason,
    server: cluster.server,
    kubeconfig,
    kubectl: attachment.kubectl,
    credentialsFor,
    kubeconfigFor: async identity =>
      writeKubeconfig(
        join(dir, `identity-${++written}.kubeconfig`),
        identity.server ?? cluster.server,
        await credentialsFor(identity),
      ),
    async stop() {
      await rm(dir, { recursive: true, force: true });
      await attachment.release?.();
    },
  };
}

/** The kubeconfig of one context, alone and with its files inlined. */
export async function contextKubeconfig(kubectl: string, context: string): Promise<string> {
  const view = ['config', 'view', '--minify', '--flatten', '--raw', `--context=${context}`];
  return (await execute(kubectl, view)).stdout;
}

async function requestCertificate(
  kubectl: (args: readonly string[], input?: string) => Promise<string>,
  name: string,
  ca: string,
  identity: Identity,
): Promise<Credentials> {
  const { key, request } = await createCertificateRequest(identity);
  const object = {
    apiVersion: 'certificates.k8s.io/v1',
    kind: 'CertificateSigningRequest',
    metadata: { name },
    spec: {
      request: Buffer.from(request).toString('base64'),
      signerName: 'kubernetes.io/kube-apiserver-client',
      usages: ['client auth'],
      expirationSeconds: 24 * 60 * 60,
    },
  };
  await kubectl(['create', '-f', '-'], JSON.stringify(object));
  await kubectl(['certificate', 'approve', name]);
  await kubectl(['wait', `csr/${name}`, '--for=jsonpath={.status.certificate}', '--timeout=30s']);
  const certificate = await kubectl(['get', 'csr', name, '-o', 'jsonpath={.status.certificate}']);
  await kubectl(['delete', 'csr', name, '--wait=false']);
  return { ca, cert: Buffer.from(certificate, 'base64').toString('utf8'), key };
}

function unreachable(): never {
  throw new Error('a list of length 1 has a first element');
}
