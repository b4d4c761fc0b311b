import { secret } from './values.ts';

export const transferEntries = {
  // Short ones are guessed, however slowly each guess is made.
  EXPORT_PASSPHRASE: secret(/^[\s\S]{16,1024}$/, '16 to 1024 characters')
    .optional()
    .meta({
      secret: true,
      description:
        'what `tenantry export` locks a file with, and `tenantry import` opens it with. Never given as an argument, where everybody on the machine could read it',
    }),
  EXPORT_KEY: secret(/^[0-9a-fA-F]{64}$/, '32 bytes: 64 hexadecimal digits')
    .optional()
    .meta({
      secret: true,
      description:
        'the same for programs: 32 random bytes, as `openssl rand -hex 32` makes them. Either this or the passphrase',
    }),
} as const;
