import { fileURLToPath } from 'node:url';
import { startIssuer } from '../../../control-plane/src/access/oidc/issuer.test-support.ts';
import { freePort } from '../../../scripts/dev/processes/free-port.ts';
import { startControlPlane } from '../../../scripts/dev/start/control-plane-process.ts';
import { shown } from '../console-world.ts';
import type { Journey } from '../journey.ts';

const MAIN = fileURLToPath(new URL('../../../control-plane/src/main.ts', import.meta.url));

export const oidc: Journey = {
  key: 'oidc',
  name: 'who signs in with an organisation comes back to the page that was asked for, may what its groups may, and signs out',
  async run({ world, hand, page }) {
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    await using issuer = await startIssuer(`${address}/v1/session/oidc/callback`);
    const settings = {
      TENANTRY_PUBLIC_URL: address,
      TENANTRY_OIDC_ISSUER: issuer.url,
      TENANTRY_OIDC_AUDIENCES: 'https://tenantry.test/api',
      TENANTRY_OIDC_CLIENT_ID: 'tenantry-console',
      TENANTRY_OIDC_SCOPE: 'openid profile groups',
      TENANTRY_OIDC_ROLES: JSON.stringify({ care: ['cs', 'viewer'] }),
    };
    // A control plane of its own: the issuer is told by its environment.
    Object.assign(process.env, settings);
    const controlPlane = await startControlPlane(MAIN, { port }).finally(() => {
      for (const name of Object.keys(settings)) delete process.env[name];
    });
    try {
      await controlPlane.ready;
      await page.goto(`${address}/tenants?search=a`);
      await hand.press('link', 'Sign in with your organisation');
      await page.waitForURL(
        url => url.origin === address && url.pathname === '/tenants' && url.search === '?search=a',
      );
      await shown(page);
      await hand.press('button', /^Account of/);
      await page.getByRole('menu').getByText('cs').waitFor();
      await hand.press('menuitem', 'Sign out');
      await page.waitForURL(/\/sign-in/);
      await world.count(page);
      await page.goto(`${address}/tenants`);
      await page.waitForURL(/\/sign-in/);
    } finally {
      // What asks a control plane that is gone would be an error of the page.
      await page.goto('about:blank');
      await controlPlane.stop();
    }
  },
};
