import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { given } from './engine.test-support.ts';

/** What enterprise has to be told of who signs people in: nobody is asked, and a network that others leave alone. */
export const SIGN_IN = given({
  TENANTRY_OIDC_ISSUER: 'https://issuer.example.com',
  TENANTRY_OIDC_AUDIENCES: 'tenantry',
  TENANTRY_OIDC_CLIENT_ID: 'tenantry-console',
  TENANTRY_OIDC_ROLES: '{"tenantry-admins":["admin"]}',
  TENANTRY_EDGE_SUBNET: '10.213.249.0/24',
});

/** Key and certificate for localhost, by an authority of their own. */
export async function signedPair(
  folder: string,
): Promise<{ key: string; certificate: string; authority: string }> {
  await mkdir(folder, { recursive: true });
  const run = execa({ cwd: folder });
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  await run`openssl req -x509 ${curve} -days 2 -subj ${'/CN=Sample authority'} -keyout authority-key -out authority`;
  await run`openssl req ${curve} -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout key -out request`;
  await run`openssl x509 -req -in request -CA authority -CAkey authority-key -CAcreateserial -copy_extensions copy -days 2 -out certificate`;
  return {
    key: join(folder, 'key'),
    certificate: join(folder, 'certificate'),
    authority: await readFile(join(folder, 'authority'), 'utf8'),
  };
}
