import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Api } from '../../drivers/control-plane-api.ts';
import { liveADay, usedComesTo } from '../compose/day.test-support.ts';
import { enterpriseThirdParties } from '../compose/stand-ins/third-parties.ts';
import { given, InstallerOnEngine } from './engine.test-support.ts';
import { SIGN_IN, signedPair } from './enterprise.test-support.ts';

const OF_ENTERPRISE = [
  'collector',
  'control-plane',
  'control-plane',
  'grafana',
  'mongodb',
  'mongodb-2',
  'mongodb-3',
  'mongodb-initiate',
  'prometheus',
  'proxy',
];
const OF_PRO = ['collector', 'control-plane', 'grafana', 'mongodb', 'prometheus'];

/** Each test goes on where the last ended. */
describe('the installer brings up the enterprise tier on a Docker engine', () => {
  let it: InstallerOnEngine;
  let pair: Awaited<ReturnType<typeof signedPair>>;
  let other: Awaited<ReturnType<typeof signedPair>>;
  let images: readonly string[] = [];
  let tenantId = '';
  let used = 42;

  const proxy = () => `https://localhost:${it.ports.https}`;
  const install = (...more: readonly string[]) =>
    it.run([
      'install',
      '--tier',
      'enterprise',
      ...it.enterpriseSettings,
      ...SIGN_IN,
      ...images,
      '--set',
      `TENANTRY_PUBLIC_URL=${proxy()}`,
      ...more,
    ]);

  beforeAll(async () => {
    it = await InstallerOnEngine.make();
    images = given(await enterpriseThirdParties(it.host));
    pair = await signedPair(join(it.folder, 'one'));
    other = await signedPair(join(it.folder, 'other'));
    // Certificates are verified, as a browser does it: these authorities and no shortcut.
    setDefaultCACertificates([...getCACertificates('default'), pair.authority, other.authority]);
  });
  afterAll(() => it.remove());

  const bring = async (key: string, certificate: string) => {
    await it.write('secrets/tls-key', await readFile(key, 'utf8'));
    await it.write('secrets/tls-certificate', await readFile(certificate, 'utf8'));
  };

  /** Sends usage all the time to wherever the control plane is, and repeats what is not answered, until it is told to end. */
  function sendAllTheTime(): () => Promise<number> {
    let going = true;
    let answered = 0;
    const addresses = [proxy(), `http://127.0.0.1:${it.ports.api}`];
    const running = (async () => {
      while (going) {
        const event = { id: randomUUID(), source: 'sender', type: 'ingestion', tenantId, quantity: 1 };
        for (let turn = 0; ; turn++) {
          const key = await it.read('secrets/bootstrap-key').catch(() => '');
          const api = new Api(addresses[turn % addresses.length] ?? '', key);
          if (
            await api.send('POST', '/v1/usage/events', [event]).then(
              () => true,
              () => false,
            )
          )
            break;
          await sleep(100);
        }
        answered += 1;
        await sleep(100);
      }
      return answered;
    })();
    return () => {
      going = false;
      return running;
    };
  }

  test('what was not brought, and a key that is another certificate’s, are said before anything is done', async () => {
    await bring(other.key, pair.certificate);
    const { exitCode, all } = await install();
    expect(exitCode).toBe(8);
    expect(all).toContain('The secret oidc-client-secret has to be brought');
    expect(all).toContain('tls-key does not belong to tls-certificate');
    expect(await it.containers()).toEqual([]);
  });

  test('with a certificate and a client secret of one’s own it comes up, and is used through the proxy by TLS', async () => {
    await bring(pair.key, pair.certificate);
    await it.write('secrets/oidc-client-secret', 'a secret of the issuer');
    await it.useStandIns();
    const { exitCode, all } = await install('--timeout', '280');
    expect(all).toContain('is running and healthy');
    expect(exitCode).toBe(0);
    expect(await it.containers()).toEqual(OF_ENTERPRISE);
    tenantId = await liveADay(await it.api(proxy()), 'sample-enterprise', used);
  });

  test('down to pro while usage is sent, no container of enterprise stays, and every answered event is counted once', async () => {
    const end = sendAllTheTime();
    await it.ok(
      'change-tier',
      '--tier',
      'pro',
      '--yes',
      '--timeout',
      '280',
      ...given({ TENANTRY_PORT: String(it.ports.api) }),
    );
    await sleep(1_000);
    used += await end();
    expect(used).toBeGreaterThan(42);
    expect(await it.containers()).toEqual(OF_PRO);
    await usedComesTo(await it.api(), tenantId, used);
  });

  test('and up to enterprise again, with what pro has taken in', async () => {
    const end = sendAllTheTime();
    await it.ok('change-tier', '--tier', 'enterprise', '--yes', '--timeout', '280');
    await sleep(1_000);
    used += await end();
    expect(await it.containers()).toEqual(OF_ENTERPRISE);
    await usedComesTo(await it.api(proxy()), tenantId, used);
  });

  test('another certificate is shown by the proxy once it is rotated, and the former one after a rollback', async () => {
    const shown = () =>
      new Promise<string>((resolve, reject) => {
        const socket = connect({ port: it.ports.https, host: '127.0.0.1', servername: 'localhost' }, () => {
          resolve(socket.getPeerX509Certificate()?.toString().trim() ?? '');
          socket.end();
        });
        socket.on('error', reject);
      });
    const text = async (file: string) => (await readFile(file, 'utf8')).trim();
    expect(await shown()).toBe(await text(pair.certificate));
    await it.ok(
      'rotate-secret',
      'tls-certificate',
      '--from',
      other.certificate,
      '--key',
      other.key,
      '--timeout',
      '280',
    );
    expect(await shown()).toBe(await text(other.certificate));
    await it.ok('rollback', '--yes', '--timeout', '280');
    expect(await shown()).toBe(await text(pair.certificate));
    await usedComesTo(await it.api(proxy()), tenantId, used);
  });

  test('uninstalled, no container and no network of it is left', async () => {
    await it.ok('uninstall', '--purge', '--yes');
    expect((await it.engineState()).replaceAll(/[\s-]/g, '')).toBe('');
  });
});
