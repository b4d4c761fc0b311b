import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { Supervisor } from '../processes/supervisor.ts';
import { createCertificateRequest } from './certificate-authority.ts';
import { writeKubeconfig } from './kubeconfig.ts';
import type { ClusterOptions, ClusterSource, Credentials, Identity, LocalCluster } from './local-cluster.ts';

const execute = promisify(execFile);

/** A kubeconfig reduced to one context. */
const configView = z.object({
  clusters: z.tuple([
    z.object({ cluster: z.object({ server: z.url(), 'certificate-authority-data': z.string() }) }),
  ]),
});
const versionView = z.object({ serverVersion: z.object({ gitVersion: z.string() }) });

type Kubectl = (args: readonly string[], input?: string) => Promise<string>;

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
  // Nothing runs under it: it removes the kubeconfigs, which hold keys, however this process ends.
  const supervisor = new Supervisor();
  const stop = async (): Promise<void> => {
    await supervisor.stop();
    await attachment.release?.();
  };
  try {
    const dir = await mkdtemp(join(tmpdir(), 'tenantry-attached-'));
    supervisor.removeAtEnd(dir);
    return { ...(await describe(options, attachment, dir)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function describe(
  options: ClusterOptions,
  attachment: Attachment,
  dir: string,
): Promise<Omit<LocalCluster, 'stop'>> {
  if (options.auditLog) throw new Error('the audit log of a cluster that runs already cannot be read');
  const kubeconfig = join(dir, 'admin.kubeconfig');
  await writeFile(kubeconfig, attachment.kubeconfig, { mode: 0o600 });
  const kubectl: Kubectl = async (args, input) => {
    const call = execute(attachment.kubectl, ['--kubeconfig', kubeconfig, ...args], { timeout: 60_000 });
    call.child.stdin?.end(input);
    return (await call).stdout;
  };

  const version = await serverVersion(kubectl);
  if (options.kubernetes && !version.startsWith(`${options.kubernetes}.`)) {
    throw new Error(
      `Kubernetes ${options.kubernetes} is asked for, and the cluster (${attachment.reason}) is ${version}`,
    );
  }
  const { server, ca } = await serverAndAuthority(kubectl);
  const credentialsFor = (identity: Identity): Promise<Credentials> =>
    requestCertificate(kubectl, ca, identity);
  return {
    version,
    source: attachment.source,
    reason: attachment.reason,
    server,
    kubeconfig,
    kubectl: attachment.kubectl,
    credentialsFor,
    kubeconfigFor: async identity =>
      writeKubeconfig(
        join(dir, `${randomUUID()}.kubeconfig`),
        identity.server ?? server,
        await credentialsFor(identity),
      ),
  };
}

async function serverVersion(kubectl: Kubectl): Promise<string> {
  const view = versionView.parse(JSON.parse(await kubectl(['version', '-o', 'json'])));
  return view.serverVersion.gitVersion.replace(/^v/, '');
}

async function serverAndAuthority(kubectl: Kubectl): Promise<{ server: string; ca: string }> {
  const view = configView.parse(JSON.parse(await kubectl(['config', 'view', '--raw', '-o', 'json'])));
  const [{ cluster }] = view.clusters;
  const ca = Buffer.from(cluster['certificate-authority-data'], 'base64').toString('utf8');
  return { server: cluster.server, ca };
}

/** The kubeconfig of one context, alone and with its files inlined. */
export async function contextKubeconfig(kubectl: string, context: string): Promise<string> {
  const view = ['config', 'view', '--minify', '--flatten', '--raw', `--context=${context}`];
  return (await execute(kubectl, view)).stdout;
}

async function requestCertificate(kubectl: Kubectl, ca: string, identity: Identity): Promise<Credentials> {
  const name = `tenantry-${randomUUID()}`;
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
