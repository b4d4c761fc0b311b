import { z } from 'zod';
import type { SmtpSettings } from '../mail/smtp.ts';
import { secret, whenGood } from './values.ts';

export const mailEntries = {
  SMTP_HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]{1,253}$/, 'the name or address of a mail server, without port')
    .optional()
    .meta({
      description:
        'mail server that takes what is sent to people; without it no e-mail is sent. It is reached like everything outside: see `TENANTRY_OUTGOING_ALLOW` for one in a private network',
    }),
  SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587).meta({ description: 'its port' }),
  SMTP_TLS: z.enum(['starttls', 'implicit', 'none']).default('starttls').meta({
    description:
      '`starttls` demands it before anything is said, `implicit` is TLS from the first byte (port 465), `none` is for a relay in the same private network',
  }),
  SMTP_USER: z.string().min(1).max(320).optional().meta({ description: 'user, when it wants one' }),
  SMTP_PASSWORD: secret().optional().meta({ secret: true, description: 'its password' }),
  SMTP_FROM: z.email({ error: 'an address such as alerts@example.com' }).max(254).optional().meta({
    description: 'address that e-mail comes from; its domain is in every Message-ID, so leave it as it is',
  }),
};

type MailConfig = z.output<z.ZodObject<typeof mailEntries>>;

/** Which entries mean nothing without which others. */
export const MAIL_NEEDS: readonly (readonly [keyof MailConfig, keyof MailConfig])[] = [
  ['SMTP_HOST', 'SMTP_FROM'],
  ['SMTP_FROM', 'SMTP_HOST'],
  ['SMTP_USER', 'SMTP_PASSWORD'],
  ['SMTP_PASSWORD', 'SMTP_USER'],
];

export function passwordIsCovered({ SMTP_TLS, SMTP_PASSWORD }: MailConfig): boolean {
  return SMTP_TLS !== 'none' || SMTP_PASSWORD === undefined;
}
export const PASSWORD_FAULT = {
  path: ['SMTP_TLS'],
  message: 'none would send TENANTRY_SMTP_PASSWORD in the clear',
  when: whenGood('SMTP_TLS', 'SMTP_PASSWORD'),
};

/** undefined: no e-mail is sent. */
export function smtpSettingsOf(config: MailConfig): SmtpSettings | undefined {
  const { SMTP_HOST, SMTP_PORT, SMTP_TLS, SMTP_USER, SMTP_PASSWORD, SMTP_FROM } = config;
  if (SMTP_HOST === undefined || SMTP_FROM === undefined) return undefined;
  return {
    host: SMTP_HOST,
    port: SMTP_PORT,
    tls: SMTP_TLS,
    from: SMTP_FROM,
    ...(SMTP_USER !== undefined && SMTP_PASSWORD && { signIn: { user: SMTP_USER, password: SMTP_PASSWORD } }),
  };
}
