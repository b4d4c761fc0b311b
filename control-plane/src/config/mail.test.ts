import { expect, test } from 'vitest';
import { ConfigError, parseConfig } from '../config.ts';
import { smtpSettingsOf } from './mail.ts';

const SERVER = { TENANTRY_SMTP_HOST: 'mail.example.com', TENANTRY_SMTP_FROM: 'alerts@example.com' };
const settings = (env: Record<string, string>) => smtpSettingsOf(parseConfig(env));

function faultOf(env: Record<string, string>): string {
  try {
    parseConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'none';
}

test('no e-mail is sent unless a mail server is named', () => {
  expect(settings({})).toBeUndefined();
  expect(settings(SERVER)).toEqual({
    host: 'mail.example.com',
    port: 587,
    tls: 'starttls',
    from: 'alerts@example.com',
  });
});

test('a mail server needs an address to send from, and a user a password', () => {
  const { TENANTRY_SMTP_HOST } = SERVER;
  expect(faultOf({ TENANTRY_SMTP_HOST })).toContain('SMTP_HOST: means nothing without TENANTRY_SMTP_FROM');
  expect(faultOf({ ...SERVER, TENANTRY_SMTP_USER: 'u' })).toContain('TENANTRY_SMTP_PASSWORD');
  expect(faultOf({ ...SERVER, TENANTRY_SMTP_HOST: 'smtp://mail' })).toContain('TENANTRY_SMTP_HOST');
});

test('a password is never sent in the clear, and never printed', () => {
  const env = { ...SERVER, TENANTRY_SMTP_USER: 'u', TENANTRY_SMTP_PASSWORD: 'correct horse' };
  const fault = faultOf({ ...env, TENANTRY_SMTP_TLS: 'none' });
  expect(fault).toContain('would send TENANTRY_SMTP_PASSWORD in the clear');
  expect(fault).not.toContain('correct horse');
  const { signIn } = settings(env) ?? {};
  expect(JSON.stringify(signIn)).toBe('{"user":"u","password":"[secret]"}');
  expect(signIn?.password.reveal()).toBe('correct horse');
});
