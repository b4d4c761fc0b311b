import { secret } from './values.ts';

const PEM_PRIVATE = /^-----BEGIN PRIVATE KEY-----[\s\S]+-----END PRIVATE KEY-----\s*$/;
/** Empty is none: an installation has the file before there is a first one. */
const PEM_PUBLICS = /^(-----BEGIN PUBLIC KEY-----[\s\S]+?-----END PUBLIC KEY-----\s*)*$/;

export const sealingEntries = {
  SEALING_KEY: secret(PEM_PRIVATE, 'an Ed25519 private key: PKCS #8, PEM').optional().meta({
    secret: true,
    shownDefault: '`sealing-key.pem` in the data folder, made at the first start, with a SQLite store',
    description:
      'signs the blocks in which the usage ledger is sealed: an Ed25519 key, as `openssl genpkey -algorithm ed25519` makes it. Needed with MongoDB, the same for every replica. Keep it where whoever can write to the store cannot read it',
  }),
  SEALING_OLD_KEYS: secret(PEM_PUBLICS, 'public keys: SPKI, PEM, one behind the other').optional().meta({
    secret: true,
    description: 'public keys of earlier signing keys, so that what they sealed can be verified',
  }),
} as const;
