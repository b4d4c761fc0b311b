import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { TierManifest } from '@tenantry/contracts/packaging/tier-manifest';
import { execa } from 'execa';

/** A value for every secret of a tier, by its name. */
export async function madeSecrets(manifest: TierManifest): Promise<ReadonlyMap<string, string>> {
  const tls = await selfSigned();
  const made = new Map<string, string>();
  for (const { name, format, bytes } of manifest.secrets) {
    if (format === 'hex' || format === 'base64') made.set(name, randomBytes(bytes).toString(format));
    if (format === 'api-key') made.set(name, `tny_${randomBytes(16).toString('hex')}_${letters(43)}`);
    if (format === 'ed25519') made.set(name, signingKey());
    if (format === 'retired-keys') made.set(name, '');
    if (format === 'given') made.set(name, randomBytes(16).toString('hex'));
    if (format === 'tls-key') made.set(name, tls.key);
    if (format === 'tls-certificate') made.set(name, tls.certificate);
  }
  for (const { name, template } of manifest.secrets)
    if (template !== undefined)
      made.set(
        name,
        template.replaceAll(/\{([^}]*)\}/g, (_, other: string) => made.get(other) ?? ''),
      );
  return made;
}

function letters(count: number): string {
  return randomBytes(count * 4)
    .toString('base64')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .slice(0, count);
}

function signingKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

async function selfSigned(): Promise<{ key: string; certificate: string }> {
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const { stdout } =
    await execa`openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost -addext ${names} -keyout - -out -`;
  const [key = ''] = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/.exec(stdout) ?? [];
  const [certificate = ''] = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.exec(stdout) ?? [];
  return { key: `${key}\n`, certificate: `${certificate}\n` };
}
