import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

/** A key that signs seals. It lives in a file or an environment, never in the store that it vouches for. */
export interface SigningKey {
  /** The first 16 hexadecimal digits of the SHA-256 of the public key (SPKI, DER). */
  readonly keyId: string;
  /** Ed25519, base64url. */
  sign(text: string): string;
  readonly publicKeyPem: string;
}

/** Knows the public keys of every seal there is; an old key stays here after another one signs. */
export interface SignatureVerifier {
  holds(keyId: string, text: string, signature: string): boolean;
}

/** @throws TypeError when the PEM holds no Ed25519 private key. */
export function signingKeyFrom(privatePem: string): SigningKey {
  const key = createPrivateKey(privatePem);
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new TypeError(`a signing key is an Ed25519 key, not ${key.asymmetricKeyType}`);
  }
  const publicKey = createPublicKey(key);
  return {
    keyId: keyIdOf(publicKey),
    sign: text => sign(null, Buffer.from(text), key).toString('base64url'),
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** PKCS #8, PEM. */
export function generateSigningKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function verifierOf(publicPems: readonly string[]): SignatureVerifier {
  const keys = new Map(
    publicPems.map(pem => {
      const key = createPublicKey(pem);
      return [keyIdOf(key), key];
    }),
  );
  return {
    holds: (keyId, text, signature) => {
      const key = keys.get(keyId);
      return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
    },
  };
}

function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 16);
}
