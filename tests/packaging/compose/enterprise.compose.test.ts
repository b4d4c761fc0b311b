import { request } from 'node:https';
import { connect } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Installation } from './installation.test-support.ts';
import { manifestOf } from './manifests.test-support.ts';
import { enterpriseThirdParties, leftOut, mongodbIsStandIn } from './stand-ins/third-parties.ts';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

const tenantSchema = z.object({ tenantId: z.string() });

describe('the enterprise tier runs, with stand-ins and without Grafana unless its images are to be real', () => {
  let installation: Installation;
  let port = 0;

  /** A call through the proxy, whose certificate is verified. Once `enough` is true a stream without an end is left. */
  const call = (method: string, path: string, body?: unknown, enough = (_: string) => false) =>
    new Promise<Answer>((resolve, reject) => {
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path,
          method,
          servername: 'localhost',
          ca: installation.secret('tls-certificate'),
          headers: {
            authorization: `Bearer ${installation.secret('bootstrap-key')}`,
            'content-type': 'application/json',
          },
          timeout: 20_000,
        },
        response => {
          let text = '';
          const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
            if (enough(text)) {
              done();
              sent.destroy();
            }
          });
          response.on('end', done);
        },
      );
      sent.on('error', reject);
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path}: nothing came for 20 s`)));
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });

  beforeAll(async () => {
    installation = await Installation.make(manifestOf('enterprise'), {
      variables: {
        ...(await enterpriseThirdParties(process.env['DOCKER_HOST'])),
        TENANTRY_BIND: '127.0.0.1',
        TENANTRY_PUBLIC_URL: 'https://localhost',
        TENANTRY_OIDC_ISSUER: 'https://issuer.example.com',
        TENANTRY_OIDC_AUDIENCES: 'tenantry',
        TENANTRY_OIDC_CLIENT_ID: 'tenantry-console',
        TENANTRY_OIDC_ROLES: '{"tenantry-admins":["admin"]}',
        TENANTRY_EDGE_SUBNET: '172.30.251.0/24',
      },
      ...(mongodbIsStandIn() && { secrets: { 'store-url': 'mongodb://mongodb:27017/tenantry' } }),
    });
    port = installation.ports.get('TENANTRY_HTTPS_PORT') ?? 0;
  });
  afterAll(() => installation.remove());

  test('up --wait ends well, the job included, with two control planes', async () => {
    await installation.compose('up', '--wait', '--wait-timeout', '280', ...leftOut());
    const services = await installation.compose(
      'ps',
      '--all',
      '--format',
      '{{.Service}} {{.State}} {{.Health}}',
    );
    expect(
      services
        .trim()
        .split('\n')
        .map(line => line.trim())
        .sort(),
    ).toEqual([
      'collector running healthy',
      'control-plane running healthy',
      'control-plane running healthy',
      ...(leftOut().length > 0 ? [] : ['grafana running healthy']),
      'mongodb running healthy',
      'mongodb-2 running healthy',
      'mongodb-3 running healthy',
      'mongodb-initiate exited',
      'prometheus running healthy',
      'proxy running healthy',
    ]);
  });

  test('the proxy speaks TLS 1.2 and 1.3 with the given certificate, and nothing older', async () => {
    const spoken = (version: 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3') =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({
          port,
          host: '127.0.0.1',
          servername: 'localhost',
          ca: installation.secret('tls-certificate'),
          minVersion: version,
          maxVersion: version,
          // Otherwise this side would refuse the old one by itself.
          ciphers: 'DEFAULT@SECLEVEL=0',
        });
        socket.on('secureConnect', () => {
          resolve(socket.getProtocol() ?? '');
          socket.end();
        });
        socket.on('error', reject);
      });
    expect(await spoken('TLSv1.2')).toBe('TLSv1.2');
    expect(await spoken('TLSv1.3')).toBe('TLSv1.3');
    await expect(spoken('TLSv1.1')).rejects.toThrow();
  });

  test('answers have the security headers, each once, and metrics are not passed on', async () => {
    const { status, headers } = await call('GET', '/v1/tenants');
    expect(status).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(headers['content-security-policy']).toContain("default-src 'none'");
    expect(headers['server']).toBe('nginx');
    const metrics = await call('GET', '/metrics');
    expect([metrics.status, metrics.headers['strict-transport-security']]).toEqual([404, 'max-age=31536000']);
  });

  test('the live stream comes event by event through the proxy', async () => {
    let made: Promise<Answer> | undefined;
    const { status, headers } = await call('GET', '/v1/stream', undefined, text => {
      // It listens: what happens from now on is told.
      if (text.includes('event: ready'))
        made ??= call('POST', '/v1/tenants', { slug: 'sample-streamed', displayName: 'Streamed (sample)' });
      return /event: invalidate\s+data: .*"kind":"tenant"/.test(text);
    });
    expect((await made)?.status).toBe(201);
    expect(status).toBe(200);
    expect(headers['content-type']).toContain('text/event-stream');
  });

  test('with one control plane gone the other answers everything', async () => {
    const { tenantId } = tenantSchema.parse(
      JSON.parse(
        (await call('POST', '/v1/tenants', { slug: 'sample-kept', displayName: 'Kept (sample)' })).text,
      ),
    );
    const ids = (await installation.compose('ps', '--quiet', 'control-plane')).trim().split('\n');
    expect(ids).toHaveLength(2);
    await installation.engine('kill', ids[0] ?? '');
    for (let round = 0; round < 20; round++)
      expect((await call('GET', `/v1/tenants/${tenantId}`)).status).toBe(200);
  });
});
