import { secret } from './values.ts';

const KEY = /^[0-9a-fA-F]{64}$/;

export const webhookEntries = {
  WEBHOOK_KEY: secret(KEY, '32 bytes: 64 hexadecimal digits').optional().meta({
    secret: true,
    shownDefault: '`webhook-key` in the data folder, made at the first start, with a SQLite store',
    description:
      'encrypts the secrets of webhooks in the store: 32 random bytes, as `openssl rand -hex 32` makes them. With MongoDB webhooks need it, the same for every replica; keep it when you move the store',
  }),
  // Empty is none: an installation has the file before there is a first one.
  WEBHOOK_OLD_KEYS: secret(/^([0-9a-fA-F]{64}(,[0-9a-fA-F]{64})*)?$/, 'keys, separated by commas')
    .optional()
    .meta({
      secret: true,
      description: 'earlier keys, separated by commas: what they encrypted can be read until it is rotated',
    }),
} as const;
