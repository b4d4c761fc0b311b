import { z } from 'zod';
import { former } from './former-values.ts';
import { anyObject, objectName, quantity } from './values-parts.ts';

/** Values of what is kept: the store, and copies of it. */

const sqliteVolume = z.strictObject({
  size: quantity.default('10Gi').describe('size of the volume'),
  storageClass: objectName.default('').describe('its storage class; empty: the default class of the cluster'),
  existingClaim: objectName
    .default('')
    .describe('a claim that is there already, in place of one of the chart'),
});
const sqlite = sqliteVolume
  .prefault({})
  .describe('used with `kind: sqlite`: its volume. The claim stays when the chart is uninstalled');

export const store = z
  .strictObject({
    kind: z.enum(['sqlite', 'mongodb']).default('sqlite').describe('where everything is kept'),
    mongodb: z
      .strictObject({
        urlSecret: z
          .strictObject({
            name: objectName.default('').describe('a Secret of yours'),
            key: z
              .string()
              .min(1)
              .default('url')
              .describe('key in it with `mongodb://…` or `mongodb+srv://…`'),
          })
          .prefault({})
          .describe('where the address of MongoDB is, password included'),
        port: z.int().min(1).max(65_535).default(27_017).describe('its port, for the network policy'),
        peers: z
          .array(anyObject)
          .default([])
          .describe(
            'where it is, for the network policy: peers of a NetworkPolicy. Empty: its port is open to everywhere',
          ),
      })
      .prefault({})
      .describe('used with `kind: mongodb`'),
    sqlite,
    persistence: former(sqliteVolume, { since: '0.2.0', now: 'store.sqlite' }),
  })
  .prefault({})
  .describe('the store');

export const backup = z
  .strictObject({
    enabled: z
      .boolean()
      .default(false)
      .describe('a CronJob has the control plane write an encrypted export onto a volume; with either store'),
    schedule: z.string().min(9).default('17 3 * * *').describe('when, as cron writes it'),
    keep: z.int().min(1).max(1000).default(14).describe('how many exports are kept'),
    secretName: objectName
      .default('')
      .describe(
        'a Secret of yours with `passphrase`, which opens the exports, and `key`, an API key of an admin. Needed when enabled',
      ),
    size: quantity.default('10Gi').describe('size of the volume'),
    storageClass: objectName
      .default('')
      .describe('its storage class; empty: the default class of the cluster'),
    existingClaim: objectName
      .default('')
      .describe('a claim that is there already, in place of `tenantry-backups`'),
  })
  .prefault({})
  .describe('backups. The claim stays when the chart is uninstalled; carry what is on it elsewhere');
