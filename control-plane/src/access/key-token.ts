import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * How an API key looks: `tny_<id>_<secret>`, the id 32 hexadecimal digits (a UUID without dashes), the secret 43
 * letters and digits, 256 random bits. The prefix lets scanners of leaked secrets know it, and the id lets the store
 * find it by its key, so that the secret is compared and never searched for.
 */
const KEY_TOKEN = /^tny_([0-9a-f]{32})_([A-Za-z0-9]{43})$/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const SECRET_LENGTH = 43;
const SECRET_BYTES = 32;

export const KEY_TOKEN_PREFIX = 'tny_';

export interface KeyToken {
  readonly keyId: string;
  readonly secret: string;
}

export function parseKeyToken(text: string): KeyToken | undefined {
  const [, id, secret] = KEY_TOKEN.exec(text) ?? [];
  if (id === undefined || secret === undefined) return undefined;
  return { keyId: id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), secret };
}

export function formatKeyToken({ keyId, secret }: KeyToken): string {
  return `${keyPrefix(keyId)}_${secret}`;
}

/** The part of a key that may be shown. */
export function keyPrefix(keyId: string): string {
  return KEY_TOKEN_PREFIX + keyId.replaceAll('-', '');
}

/** 256 random bits as 43 letters and digits: nothing that a double click would break apart. */
export function newSecret(): string {
  let number = BigInt(`0x${randomBytes(SECRET_BYTES).toString('hex')}`);
  let text = '';
  for (let at = 0; at < SECRET_LENGTH; at++) {
    text += ALPHABET.charAt(Number(number % 62n));
    number /= 62n;
  }
  return text;
}

/**
 * What is stored in place of a secret. SHA-256 at its plain speed is right here: a slow hash guards what people make
 * up, and nobody guesses 256 random bits however fast the trying is.
 */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Takes the same time wherever the first difference is. */
export function secretMatches(secret: string, hash: string): boolean {
  const given = Buffer.from(hashSecret(secret), 'hex');
  const kept = Buffer.from(hash, 'hex');
  return given.length === kept.length && timingSafeEqual(given, kept);
}
