import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What is sealed was sealed with a key that is not configured here, or for something else. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
}

/**
 * Keeps secrets in the store so that whoever reads the store cannot read them: AES-256-GCM, `<key>.<nonce, text and
 * tag>`, bound to what they are of. The first key seals; every key opens.
 */
export class SecretBox {
  readonly #keys: readonly { readonly id: string; readonly key: Buffer }[];

  /** Keys of 32 bytes, hexadecimal; with none nothing can be sealed. */
  constructor(keys: readonly string[]) {
    this.#keys = keys.map(text => {
      const key = Buffer.from(text, 'hex');
      return { id: createHash('sha256').update(key).digest('hex').slice(0, 8), key };
    });
  }

  get canSeal(): boolean {
    return this.#keys.length > 0;
  }

  seal(secret: string, of: string): string {
    const [first] = this.#keys;
    if (first === undefined) throw new NotOpened('no key is configured');
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, first.key, nonce);
    cipher.setAAD(Buffer.from(of));
    const text = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${first.id}.${text.toString('base64url')}`;
  }

  /** Nothing when it cannot be opened here. */
  tryOpen(sealed: string, of: string): string | undefined {
    try {
      return this.open(sealed, of);
    } catch (error) {
      if (error instanceof NotOpened) return undefined;
      throw error;
    }
  }

  /** @throws NotOpened */
  open(sealed: string, of: string): string {
    const [id = '', text = ''] = sealed.split('.');
    const found = this.#keys.find(key => key.id === id);
    if (found === undefined) throw new NotOpened(`the key ${id} is not configured`);
    const bytes = Buffer.from(text, 'base64url');
    try {
      const decipher = createDecipheriv(CIPHER, found.key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(of));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const plain = bytes.subarray(NONCE_BYTES, -TAG_BYTES);
      return Buffer.concat([decipher.update(plain), decipher.final()]).toString('utf8');
    } catch (error) {
      throw new NotOpened('it was altered, or is of something else', { cause: error });
    }
  }
}
