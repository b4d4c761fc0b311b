import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { productVersion } from '../../../scripts/packaging/read-manifests.ts';
import { releaseImages } from '../../../scripts/release/release-images.ts';
import { releaseBefore } from '../../../scripts/release/releases.ts';
import { resolveRelease } from '../../../scripts/release/resolve-release.ts';
import { ROOT } from '../../../scripts/root.ts';
import { liveADay, sendUsage, usedComesTo } from '../compose/day.test-support.ts';
import { enterpriseThirdParties, proThirdParties } from '../compose/stand-ins/third-parties.ts';
import { given, InstallerOnEngine } from './engine.test-support.ts';
import { SIGN_IN, signedPair } from './enterprise.test-support.ts';

const NOW = await productVersion(ROOT);
const before = await releaseBefore(ROOT);

/** Each test goes on where the last ended. What community does on the way is in upgrade.compose.test.ts. */
describe.each(['pro', 'enterprise'] as const)(
  `%s, from ${before.version} to ${NOW} on a Docker engine`,
  tier => {
    let it: InstallerOnEngine;
    let address = '';
    let theirs = '';
    let settings: readonly string[] = [];
    let containers: readonly string[] = [];
    let tenantId = '';

    beforeAll(async () => {
      it = await InstallerOnEngine.make();
      const former = await resolveRelease(ROOT, before, join(it.folder, 'former'));
      await releaseImages(ROOT, former, { host: it.host, log: line => console.log(line) });
      theirs = join(former.folder, 'scripts/install_tier.sh');
      await it.useStandIns();
      if (tier === 'pro') {
        address = `http://127.0.0.1:${it.ports.api}`;
        settings = [...it.settings, ...given(await proThirdParties(it.host))];
        return;
      }
      const pair = await signedPair(join(it.folder, 'pair'));
      setDefaultCACertificates([...getCACertificates('default'), pair.authority]);
      await it.write('secrets/tls-key', await readFile(pair.key, 'utf8'));
      await it.write('secrets/tls-certificate', await readFile(pair.certificate, 'utf8'));
      await it.write('secrets/oidc-client-secret', 'a secret of the issuer');
      address = `https://localhost:${it.ports.https}`;
      const images = given(await enterpriseThirdParties(it.host));
      settings = [
        ...it.enterpriseSettings,
        ...SIGN_IN,
        ...images,
        ...given({ TENANTRY_PUBLIC_URL: address }),
      ];
    });
    afterAll(() => it.remove());

    /** Images of the control planes that run. */
    const running = async () => {
      const label = `label=com.docker.compose.project=${it.project}`;
      const images = (await it.docker('ps', '--filter', label, '--format', '{{.Image}}')).split('\n');
      return [...new Set(images.filter(image => image.includes('control-plane')))].join();
    };

    test('the release before is installed by its own script, and takes usage', async () => {
      const args = ['install', '--tier', tier, '--timeout', '280', ...settings];
      const { exitCode, all } = await it.run(args, {}, theirs);
      expect(all).toContain('healthy');
      expect(exitCode).toBe(0);
      expect(await running()).toContain(`tenantry/control-plane:${before.version}`);
      containers = await it.containers();
      tenantId = await liveADay(await it.api(address), 'sample-upgraded', 42);
    });

    test('upgraded, it has every event and takes more, with the same services and no container left over', async () => {
      await it.ok('upgrade', '--timeout', '280');
      expect(await running()).toContain(`tenantry/control-plane:${NOW}`);
      expect(await it.read('.env')).toMatch(/^TENANTRY_METRICS_MAX_AGE=/m);
      expect(await it.containers()).toEqual(containers);
      await usedComesTo(await it.api(address), tenantId, 42);
      await sendUsage(await it.api(address), tenantId, 8);
      await usedComesTo(await it.api(address), tenantId, 50);
    });

    test('rolled back, the release before runs, with what came since', async () => {
      await it.ok('rollback', '--yes', '--timeout', '280');
      expect(await running()).toContain(`tenantry/control-plane:${before.version}`);
      expect(await it.containers()).toEqual(containers);
      await usedComesTo(await it.api(address), tenantId, 50);
    });
  },
);
