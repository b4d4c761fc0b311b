import 'reflect-metadata';
import { randomBytes, webcrypto } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { Credentials, Identity } from './local-cluster.ts';

x509.cryptoProvider.set(webcrypto);

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const DAY = 24 * 60 * 60 * 1000;

export interface CertificateAuthority {
  /** PEM of the authority's own certificate. */
  readonly certificate: string;
  /** PEM of its key: the controller-manager signs certificate requests with it. */
  readonly key: string;
  /** A client certificate: the API server reads the user from CN and the groups from O. */
  issueClient(identity: Identity): Promise<Credentials>;
  /** A certificate for a server that answers at these host names and addresses. */
  issueServer(name: string, hosts: readonly string[]): Promise<Credentials>;
}

/** A new authority that lives as long as one local cluster: nothing it signs is trusted anywhere else. */
export async function createCertificateAuthority(): Promise<CertificateAuthority> {
  const keys = await generateKeys();
  const now = Date.now();
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: randomSerial(),
    name: [{ CN: ['tenantry-local'] }],
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 30 * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  const ca = certificate.toString('pem');

  async function issue(subject: x509.JsonName, extensions: x509.Extension[]): Promise<Credentials> {
    const leaf = await generateKeys();
    const issued = await x509.X509CertificateGenerator.create({
      serialNumber: randomSerial(),
      subject,
      issuer: certificate.subjectName,
      notBefore: new Date(now - DAY),
      notAfter: new Date(now + 30 * DAY),
      signingAlgorithm: ALGORITHM,
      signingKey: keys.privateKey,
      publicKey: leaf.publicKey,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        ...extensions,
      ],
    });
    return { ca, cert: issued.toString('pem'), key: await exportPrivateKey(leaf.privateKey) };
  }

  return {
    certificate: ca,
    key: await exportPrivateKey(keys.privateKey),
    issueClient: identity =>
      issue(subjectOf(identity), [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])]),
    issueServer: (name, hosts) =>
      issue(
        [{ CN: [name] }],
        [
          new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
          new x509.SubjectAlternativeNameExtension(
            hosts.map(host => ({
              type: /^[\d.]+$|:/.test(host) ? ('ip' as const) : ('dns' as const),
              value: host,
            })),
          ),
        ],
      ),
  };
}

/** A key pair for service-account tokens, both as PEM. */
export async function generateKeyPairPem(): Promise<{ privateKey: string; publicKey: string }> {
  const keys = await generateKeys();
  const spki = await webcrypto.subtle.exportKey('spki', keys.publicKey);
  return {
    privateKey: await exportPrivateKey(keys.privateKey),
    publicKey: x509.PemConverter.encode(spki, 'PUBLIC KEY'),
  };
}

/** A key of our own and a request for a certificate of that identity, both as PEM, for another authority to sign. */
export async function createCertificateRequest(
  identity: Identity,
): Promise<{ key: string; request: string }> {
  const keys = await generateKeys();
  const request = await x509.Pkcs10CertificateRequestGenerator.create({
    name: subjectOf(identity),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  return { key: await exportPrivateKey(keys.privateKey), request: request.toString('pem') };
}

function subjectOf(identity: Identity): x509.JsonName {
  const groups = (identity.groups ?? []).map(group => ({ O: [group] }));
  return [...groups, { CN: [identity.name] }];
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportPrivateKey(key: webcrypto.CryptoKey): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function randomSerial(): string {
  // The first bit stays clear: a serial number is a positive integer.
  const bytes = randomBytes(16);
  bytes.writeUInt8(bytes.readUInt8(0) & 0x7f, 0);
  return bytes.toString('hex');
}
