import { describe, expect, it } from 'vitest';
import { ConfigError, parseConfig } from './config.ts';

describe('the configuration of the operator', () => {
  it('needs nothing, and serves probes on loopback then', () => {
    const config = parseConfig([], {});
    expect(config.PROBE_ADDRESS).toEqual({ host: '127.0.0.1', port: 8081 });
    expect(config.LEASE_DURATION_MS).toBe(15_000);
  });

  it('lists every fault at once', () => {
    const env = {
      TENANTRY_CONCURRENCY: 'many',
      TENANTRY_PROBE_ADDRESS: 'nowhere',
      TENANTRY_LOG_LEVEL: 'loud',
    };
    expect(() => parseConfig([], env)).toThrow(ConfigError);
    expect(() => parseConfig([], env)).toThrow(
      /CONCURRENCY[\s\S]*PROBE_ADDRESS|PROBE_ADDRESS[\s\S]*CONCURRENCY/,
    );
    expect(() => parseConfig([], env)).toThrow(/3 faults/);
  });

  it('lets a flag win over the environment', () => {
    const config = parseConfig(['--concurrency', '3'], { TENANTRY_CONCURRENCY: '7' });
    expect(config.CONCURRENCY).toBe(3);
  });

  it('refuses a flag that it does not know', () => {
    expect(() => parseConfig(['--concurency', '3'], {})).toThrow(/concurency/);
  });

  it('refuses lease times with which two could lead', () => {
    expect(() => parseConfig([], { TENANTRY_RENEW_DEADLINE_MS: '20000' })).toThrow(/two could lead/);
  });

  it('reads IPv6 addresses', () => {
    expect(parseConfig(['--probe-address', '[::1]:0'], {}).PROBE_ADDRESS).toEqual({ host: '::1', port: 0 });
  });
});
