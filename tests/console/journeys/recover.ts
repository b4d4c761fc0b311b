import { dataOf } from '../../../scripts/dev/start/onboard-samples.ts';
import type { Journey } from '../journey.ts';
import { signInAt, tenantNamed } from './steps.ts';

const NAME = 'Steady use (sample)';

export const recover: Journey = {
  key: 'recover',
  name: 'sign in, find the tenant that fell, see why, act, and see it recover',
  async run({ world, hand, page }) {
    const tenantId = await tenantNamed(world, NAME);
    const params = { path: { tenantId } };
    // It falls: somebody suspends it, which no good score makes up for.
    dataOf(
      await world.client.POST('/v1/tenants/{tenantId}/suspend', {
        params,
        body: { by: 'support', reason: 'Maintenance', message: 'sample of a fall' },
      }),
    );
    const stateOf = async () =>
      (await world.client.GET('/v1/tenants/{tenantId}/health', { params })).data?.state;
    await world.until('at risk', async () => ((await stateOf()) === 'at_risk' ? true : undefined));

    await signInAt(world, hand, '/tenants');
    await hand.type(/Find by name/, 'Steady');
    const row = page.getByRole('row').filter({ hasText: NAME });
    await row.getByText('At risk', { exact: true }).waitFor();
    await hand.press('link', NAME);
    await page.waitForURL(new RegExp(`/tenants/${tenantId}`));

    // Why: the fact, and who did it for which reason.
    await page.getByRole('main').getByText('It is suspended').first().waitFor();
    await page.getByRole('main').getByText('sample of a fall').first().waitFor();

    await hand.press('button', /^Actions$/);
    await hand.press('menuitem', 'Resume');
    const dialog = page.getByRole('dialog');
    await hand.type(/^Reason/, 'sample of a recovery', dialog);
    await hand.press('button', 'Resume', dialog);
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: new RegExp(`${NAME.slice(0, 6)}.*Active`) }).waitFor();
    await page.getByText('The suspension is lifted').first().waitFor();

    // Recovered: the server says so, and the page by itself.
    await world.until('recovered', async () => {
      const state = await stateOf();
      return state === undefined || state === 'at_risk' ? undefined : true;
    });
    await page.getByRole('main').getByText('At risk', { exact: true }).first().waitFor({ state: 'detached' });
    await page.goBack();
    await page.waitForURL(/\/tenants\?.*Steady/);
    // The list is first drawn as it was left and then read anew, so what it says is waited for.
    await row.waitFor();
    await row.getByText('At risk', { exact: true }).waitFor({ state: 'detached' });
    // One, and no other: two of them would be an error here.
    await row.waitFor();
  },
};
