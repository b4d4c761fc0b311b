import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '../processes/free-port.ts';
import type { SupervisedCommand } from '../processes/supervisor-protocol.ts';
import { type CertificateAuthority, generateKeyPairPem } from './certificate-authority.ts';

/** One line per answered request: verb, user, object and code are metadata, and bodies would only cost. */
const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived', 'ResponseStarted', 'Panic'],
  omitManagedFields: true,
  rules: [{ level: 'Metadata' }],
};

export interface ApiServer {
  readonly url: string;
  readonly command: SupervisedCommand;
}

export interface ApiServerSettings {
  readonly binary: string;
  readonly etcd: string;
  readonly authority: CertificateAuthority;
  /** Where certificates and keys are written. */
  readonly pki: string;
  readonly log: string;
  readonly auditLog: string | undefined;
}

/** Files in `pki` that other components read too. */
export const PKI_FILES = {
  ca: 'ca.crt',
  caKey: 'ca.key',
  serviceAccountKey: 'service-account.key',
} as const;

export async function apiServer(settings: ApiServerSettings): Promise<ApiServer> {
  const port = await freePort();
  const file = await writePki(settings);
  return {
    url: `https://127.0.0.1:${port}`,
    command: {
      name: 'kube-apiserver',
      command: settings.binary,
      args: [
        `--etcd-servers=${settings.etcd}`,
        '--bind-address=127.0.0.1',
        '--advertise-address=127.0.0.1',
        `--secure-port=${port}`,
        // The address is a loopback one, which Endpoints may not hold: there is nothing to reconcile.
        '--endpoint-reconciler-type=none',
        `--tls-cert-file=${file('api-server.crt')}`,
        `--tls-private-key-file=${file('api-server.key')}`,
        `--client-ca-file=${file(PKI_FILES.ca)}`,
        `--kubelet-client-certificate=${file('kubelet-client.crt')}`,
        `--kubelet-client-key=${file('kubelet-client.key')}`,
        '--kubelet-preferred-address-types=InternalIP',
        '--service-account-issuer=https://kubernetes.default.svc.cluster.local',
        `--service-account-key-file=${file('service-account.pub')}`,
        `--service-account-signing-key-file=${file(PKI_FILES.serviceAccountKey)}`,
        '--service-cluster-ip-range=10.96.0.0/16',
        '--authorization-mode=Node,RBAC',
        '--enable-admission-plugins=NodeRestriction',
        '--profiling=false',
        ...(settings.auditLog === undefined
          ? []
          : await auditFlags(settings.auditLog, file('audit-policy.json'))),
      ],
      log: settings.log,
      grace: 0,
    },
  };
}

async function auditFlags(auditLog: string, policy: string): Promise<string[]> {
  await writeFile(policy, JSON.stringify(AUDIT_POLICY));
  // One file, however long: a count over a rotated log would be short.
  return [`--audit-policy-file=${policy}`, `--audit-log-path=${auditLog}`, '--audit-log-maxsize=16384'];
}

async function writePki(settings: ApiServerSettings): Promise<(name: string) => string> {
  const { authority, pki } = settings;
  const file = (name: string): string => join(pki, name);
  const [serving, kubeletClient, serviceAccount] = await Promise.all([
    authority.issueServer('kube-apiserver', [
      '127.0.0.1',
      'localhost',
      'kubernetes.default.svc',
      '10.96.0.1',
    ]),
    authority.issueClient({ name: 'kube-apiserver-kubelet-client', groups: ['system:masters'] }),
    generateKeyPairPem(),
  ]);
  const texts: Record<string, string> = {
    [PKI_FILES.ca]: authority.certificate,
    [PKI_FILES.caKey]: authority.key,
    'api-server.crt': serving.cert,
    'api-server.key': serving.key,
    'kubelet-client.crt': kubeletClient.cert,
    'kubelet-client.key': kubeletClient.key,
    'service-account.pub': serviceAccount.publicKey,
    [PKI_FILES.serviceAccountKey]: serviceAccount.privateKey,
  };
  await Promise.all(
    Object.entries(texts).map(([name, text]) => writeFile(file(name), text, { mode: 0o600 })),
  );
  return file;
}
