import assert from 'node:assert/strict';
import { shown } from '../console-world.ts';
import type { Hand } from '../hand.ts';
import type { Journey } from '../journey.ts';
import { signInAt } from './steps.ts';

let nth = 0;

/** The way from blank to submitted, as whoever brings a customer in goes it. */
async function fillIn(hand: Hand, name: string): Promise<void> {
  const { page } = hand;
  await hand.type(/^Name of the customer/, name);
  const slug = name.toLowerCase().replaceAll(' ', '-');
  await hand.type(/^Slug/, slug);
  await page.getByText(`${slug} is free`).waitFor();
  await hand.press('button', 'Continue');
  await heading(hand, 'Contacts');
  await hand.type(/^Name/, 'Jo Doe');
  await hand.type(/^E-mail address/, 'jo@sample.example');
  await hand.press('button', 'Continue');
  await heading(hand, 'Plan');
  await hand.press('radio', /^Pro$/);
  await hand.press('button', 'Continue');
  await heading(hand, 'Place and quota');
  await hand.press('button', 'Continue');
  await heading(hand, 'Return');
  await hand.press('button', /^(Skip|Continue)$/);
  await heading(hand, 'Review');
}

const heading = ({ page }: Hand, name: string) =>
  page.getByRole('main').getByRole('heading', { name }).first().waitFor();

export const onboard: Journey = {
  key: 'onboard',
  name: 'a customer is onboarded from a blank form to Ready, and Back loses nothing on the way',
  async run({ world, hand, page, by }) {
    nth += 1;
    const name = `Journey ${by} ${Date.now().toString(36)} ${nth}`;
    await signInAt(world, hand, '/onboarding/new');
    await fillIn(hand, name);
    // Back, and on again: everything stands as it was typed.
    await hand.press('button', 'Back');
    await heading(hand, 'Return');
    await hand.press('button', /^(Skip|Continue)$/);
    await heading(hand, 'Review');
    await page.getByRole('main').getByText(name).first().waitFor();
    await page.getByRole('main').getByText('Saved', { exact: false }).first().waitFor();
    await hand.press('button', 'Submit');
    await page.getByRole('heading', { name: 'Setting up' }).waitFor();
    const submissionId = /(?:onboarding\/|submission=)([\w-]{36})/.exec(page.url())?.[1];
    assert.ok(submissionId, `no submission in ${page.url()}`);
    const steps = page.getByRole('main').getByRole('listitem');
    await steps.filter({ hasText: 'Record of the tenant' }).waitFor();
    if (!world.hasCluster) return;

    // The cluster is at work, and the page follows by itself, step by step until it is Ready: nothing is loaded anew.
    for (const step of [
      'Record of the tenant',
      'Subscription to the plan',
      'Handed to the cluster',
      'Ready',
    ]) {
      await steps
        .filter({ hasText: new RegExp(`^\\W*${step}`) })
        .filter({ hasText: /done/ })
        .waitFor({ timeout: 180_000 });
    }
    await page.getByText('It serves, and waits for its first use.').waitFor();
    const params = { path: { submissionId } };
    const { data } = await world.client.GET('/v1/onboarding/submissions/{submissionId}', { params });
    assert.equal(data?.status, 'live');
    const tenantId = data.tenantId;
    const workload = await world.client.GET('/v1/tenants/{tenantId}/workload', {
      params: { path: { tenantId } },
    });
    assert.equal(workload.data?.conditions.find(({ type }) => type === 'Ready')?.status, 'True');

    // Its own page tells the same of what runs now.
    await hand.press('link', 'Open the tenant');
    await page.waitForURL(new RegExp(`/tenants/${tenantId}`));
    await hand.press('tab', 'Workload');
    await page.getByRole('tabpanel').getByText('Serves', { exact: false }).first().waitFor();
  },
};

export const wizardExpiry: Journey = {
  key: 'wizard-expiry',
  name: 'a session that ends in the middle of the wizard loses nothing that was typed',
  async run({ world, hand, page, by }) {
    nth += 1;
    const name = `Expired ${by} ${Date.now().toString(36)} ${nth}`;
    await signInAt(world, hand, '/onboarding/new');
    await hand.type(/^Name of the customer/, name);
    await page.request.delete('/v1/session', { headers: { 'x-tenantry-csrf': '1' } });
    await hand.type(/^CRM number/, 'crm-17');
    const again = page.getByRole('dialog', { name: 'Your session has ended' });
    await again.waitFor();
    await hand.type(/API key/, world.key, again);
    if (by === 'keyboard') await page.keyboard.press('Enter');
    else await hand.press('button', 'Sign in', again);
    await again.waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel(/^Name of the customer/).inputValue(), name);
    assert.equal(await page.getByLabel(/^CRM number/).inputValue(), 'crm-17');
    await page
      .getByRole('main')
      .getByText(/^Saved/)
      .first()
      .waitFor();
    // On another device, or after a reload: it is all there.
    await page.reload();
    await shown(page);
    for (const [label, value] of [
      [/^Name of the customer/, name],
      [/^CRM number/, 'crm-17'],
    ] as const) {
      await world.until(`"${value}" after a reload`, async () =>
        (await page.getByLabel(label).inputValue()) === value ? true : undefined,
      );
    }
  },
};
