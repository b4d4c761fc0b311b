import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256Of } from './archive.ts';
import { SUMS } from './build.ts';

/** Where a workflow keeps the keys, PEM. */
export const KEY_VARIABLE = 'TENANTRY_RELEASE_KEY';
export const PUBLIC_KEY_VARIABLE = 'TENANTRY_RELEASE_PUBLIC_KEY';

const SIGNATURE = `${SUMS}.sig`;
/** Beside a release of nobody alone: who wants to know where a release is from has its key by another way. */
const THROWAWAY = `${SUMS}.throwaway.pem`;

/**
 * Signs the list of checksums with Ed25519 (a private key, PEM), as `openssl pkeyutl` takes it. Without a key one is made,
 * used and thrown away, and its public half is kept beside the list: that proves the steps, and nothing about who made it.
 * @throws when there is no key and `isTagged` says that this is a real release
 */
export async function signSums(
  folder: string,
  { key: given, isTagged }: { readonly key: string | undefined; readonly isTagged: boolean },
): Promise<string> {
  if (given === undefined && isTagged)
    throw new Error(
      `a tagged version is not signed with a key that is thrown away: give --key FILE, or ${KEY_VARIABLE}`,
    );
  const key = given === undefined ? generateKeyPairSync('ed25519').privateKey : createPrivateKey(given);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`the key is ${key.asymmetricKeyType}, not Ed25519`);
  await writeFile(join(folder, SIGNATURE), sign(null, await readFile(join(folder, SUMS)), key));
  if (given !== undefined) return 'signed with the key that was given';
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' });
  await writeFile(join(folder, THROWAWAY), publicKey);
  return `signed with a key that is thrown away: its public half is ${THROWAWAY}. It proves the steps, not who made this`;
}

/** What is not as it was signed; empty when all is well. Without a key (PEM), the one of a throwaway signature is taken. */
export async function faultsOf(folder: string, given?: string): Promise<readonly string[]> {
  const key: KeyObject = createPublicKey(given ?? (await readFile(join(folder, THROWAWAY), 'utf8')));
  const sums = await readFile(join(folder, SUMS));
  if (!verify(null, sums, key, await readFile(join(folder, SIGNATURE))))
    return [`${SUMS}: the signature is not by this key, or the list was changed`];
  const listed = new Map(
    sums
      .toString()
      .split('\n')
      .filter(line => line !== '')
      .map(line => [line.slice(66), line.slice(0, 64)]),
  );
  const there = (await readdir(folder)).filter(name => !name.startsWith(SUMS));
  const unlisted = there.filter(name => !listed.has(name)).map(name => `${name}: not in the list`);
  const faults = [...listed].map(async ([name, sum]) => {
    if (!there.includes(name)) return `${name}: missing`;
    return (await sha256Of(join(folder, name))) === sum ? undefined : `${name}: changed`;
  });
  return [...unlisted, ...(await Promise.all(faults)).filter(fault => fault !== undefined)];
}
