import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { ConsoleWorld } from './console-world.ts';
import { shown } from './console-world.ts';
import { focused } from './in-page-sight.ts';
import { settled } from './overlays.ts';
import { pagesWith } from './routes.ts';
import type { Written } from './written-test.ts';

/** More stops than any page has for whoever goes through it by Tab. */
const MOST_STOPS = 400;
/** More than any of these dialogs has. */
const ROUND = 25;
const SKIP = 'a  Skip to the page';

const keyboardLeaves: Written = {
  key: 'trap',
  name: 'Tab goes through every page and out of it again, and Shift+Tab comes back the same way (WCAG 2.1.2, 2.4.3)',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn({ reducedMotion: 'reduce' });
    const { pages } = await pagesWith(ids);
    for (const { name, address } of pages) {
      await page.goto(address);
      await shown(page);
      await settled(page);
      const stops: string[] = [];
      for (let tab = 0; tab < MOST_STOPS; tab++) {
        await page.keyboard.press('Tab');
        const at = await page.evaluate(focused);
        if (at === '') break;
        stops.push(at);
      }
      if (stops.length === MOST_STOPS)
        faults.push(`${name}: no end after ${MOST_STOPS} stops, at ${stops.at(-1)}`);
      if (stops[0] !== SKIP) faults.push(`${name}: the first stop is ${stops[0]}`);
      // Back by a few: the same ones.
      const back: string[] = [];
      for (let tab = 0; tab < Math.min(5, stops.length); tab++) {
        await page.keyboard.press('Shift+Tab');
        back.push(await page.evaluate(focused));
      }
      const expected = stops.slice(-back.length).reverse();
      if (back.join('\n') !== expected.join('\n'))
        faults.push(`${name}: back are ${JSON.stringify(back)}, and not ${JSON.stringify(expected)}`);
    }
    await world.close(page);
    return faults;
  },
};

const dialogsKeep: Written = {
  key: 'dialogs',
  name: 'while a dialog is open Tab goes round within it, and nothing below it takes the focus (WCAG 2.4.3)',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn({ reducedMotion: 'reduce' });
    for (const [address, button] of [
      [`/tenants/${ids['tenantId']}`, 'Add note'],
      [`/tenants/${ids['tenantId']}`, 'Create task'],
      ['/', /^Find or do/],
      ['/settings/keys', 'Make an API key'],
      ['/tasks', /^(Create|Make a) task$/],
    ] as const) {
      await page.goto(address);
      await shown(page);
      await settled(page);
      await page.getByRole('button', { name: button }).first().click();
      const dialog = page.getByRole('dialog');
      await dialog.waitFor();
      await settled(page);
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let press = 0; press < ROUND; press++) {
          await page.keyboard.press(key);
          const within = await dialog.evaluate(one => one.contains(one.ownerDocument.activeElement));
          if (within) continue;
          faults.push(
            `${address}, ${button}: ${key} leads to ${(await page.evaluate(focused)) || 'nothing'}`,
          );
          break;
        }
      }
    }
    await world.close(page);
    return faults;
  },
};

const routesAreTold: Written = {
  key: 'route-focus',
  name: 'another page has a title of its own, and begins with the focus at its top; the skip link leads there (WCAG 2.4.1, 2.4.2)',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn({ reducedMotion: 'reduce' });
    const titles = new Map<string, string>();
    const { pages } = await pagesWith(ids);
    for (const { name, address } of pages) {
      await page.goto(address);
      await shown(page);
      const title = await page.title();
      const [own, product] = title.split(' · ');
      if (!own || product !== 'Tenantry') faults.push(`${name}: the title is "${title}"`);
      const other = titles.get(title);
      if (other !== undefined) faults.push(`${name}: has the title of ${other}: "${title}"`);
      titles.set(title, name);
    }
    await page.goto('/');
    await shown(page);
    await page.keyboard.press('Tab');
    const skip = await page.evaluate(focused);
    await page.keyboard.press('Enter');
    const skipped = await focusOnMain(world, page);
    if (!skipped.startsWith('main')) faults.push(`"${skip}" leads to ${skipped || 'nothing'}`);
    for (const link of await page.locator('#navigation a').all()) {
      // Of the page that one is on it leads nowhere.
      if ((await link.getAttribute('aria-current')) === 'page') continue;
      const words = (await link.textContent())?.trim();
      const { pathname } = new URL((await link.getAttribute('href')) ?? '', world.address);
      await link.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(url => url.pathname === pathname);
      await shown(page);
      await settled(page);
      const at = await focusOnMain(world, page);
      if (!at.startsWith('main')) faults.push(`after "${words}" the focus is at ${at || 'nothing'}`);
    }
    await world.close(page);
    return faults;
  },
};

/** Where the focus is once it is on the page's own part, or after a while where else it stayed. */
async function focusOnMain(world: ConsoleWorld, page: Page): Promise<string> {
  const onMain = async () => ((await page.evaluate(focused)).startsWith('main') ? true : undefined);
  await world.until('the focus on the page', onMain, 5_000).catch(() => undefined);
  return page.evaluate(focused);
}

/** Nobody types twice what they typed or what is known (WCAG 3.3.7). */
const nothingTwice: Written = {
  key: 're-entry',
  name: 'what was typed or is known stands there when it is asked again: in the form, in dialogs, after reading the page anew (WCAG 3.3.7)',
  async run(world, ids) {
    const faults: string[] = [];
    for (const part of [inWizard, inDialogs]) {
      faults.push(...(await part(world, ids).catch(error => [String(error).slice(0, 600)])));
    }
    return faults;
  },
};

async function inWizard(world: ConsoleWorld): Promise<string[]> {
  const faults: string[] = [];
  const page = await world.signedIn({ reducedMotion: 'reduce' });
  const name = `Typed once ${Date.now().toString(36)}`;
  const main = page.getByRole('main');
  const next = () => main.getByRole('button', { name: 'Continue' }).click();
  const heading = (words: string) => main.getByRole('heading', { name: words }).first().waitFor();
  await page.goto('/onboarding/new');
  await shown(page);
  await main.getByLabel(/^Name of the customer/).fill(name);
  // What follows from what was typed is not asked again: the slug comes from the name.
  const slug = name.toLowerCase().replaceAll(' ', '-');
  await main.getByLabel(/^Slug/).click();
  await settled(page);
  const offered = await main.getByRole('button', { name: `Use ${slug}` }).count();
  const filled = await main.getByLabel(/^Slug/).inputValue();
  if (offered === 0 && filled !== slug) faults.push('the slug is not made of the name that was typed');
  if (filled !== slug) await main.getByRole('button', { name: `Use ${slug}` }).click();
  await main.getByText(`${slug} is free`).waitFor();
  await next();
  await heading('Contacts');
  await main.getByLabel(/^Name/).first().fill('Jo Doe');
  await main
    .getByLabel(/^E-mail address/)
    .first()
    .fill('jo@sample.example');
  await next();
  await heading('Plan');
  await main.getByRole('radio', { name: /^Pro$/ }).check({ force: true });
  await next();
  await heading('Place and quota');
  await main.getByText('Saved', { exact: false }).first().waitFor();
  const kept = async (when: string) => {
    for (const [step, label, value] of [
      ['Plan', undefined, undefined],
      ['Contacts', /^E-mail address/, 'jo@sample.example'],
      ['Company', /^Name of the customer/, name],
    ] as const) {
      await main.getByRole('button', { name: 'Back' }).click();
      await heading(step);
      const field = label && main.getByLabel(label).first();
      const stands = field
        ? (await field.inputValue()) === value
        : await main.getByRole('radio', { name: /^Pro$/ }).isChecked();
      if (!stands) faults.push(`${step}, ${when}: what was typed is gone`);
    }
    for (const step of ['Contacts', 'Plan', 'Place and quota']) {
      await next();
      await heading(step);
    }
  };
  await kept('by Back');
  await page.reload();
  await shown(page);
  await heading('Place and quota');
  await kept('after reading the page anew');
  await world.close(page);
  return faults;
}

async function inDialogs(
  world: ConsoleWorld,
  ids: Readonly<Record<string, string | undefined>>,
): Promise<string[]> {
  const faults: string[] = [];
  const page = await world.signedIn({ reducedMotion: 'reduce' });
  const words = 'Typed once, and given up for a moment';
  await page.goto(`/tenants/${ids['tenantId']}`);
  await shown(page);
  await settled(page);
  await page.getByRole('button', { name: 'Add note' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Note').fill(words);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add note' }).first().click();
  const value = await dialog.getByLabel('Note').inputValue();
  if (value !== words) faults.push(`a note that was given up for a moment: "${value}"`);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // What is known of a tenant stands in the form that changes it.
  const { data } = await world.client.GET('/v1/tenants/{tenantId}', {
    params: { path: { tenantId: ids['tenantId'] ?? '' } },
  });
  assert.ok(data, 'there is no tenant');
  await page.getByRole('tab', { name: 'Contacts and facts' }).click();
  await page.getByRole('tabpanel').getByRole('button', { name: 'Edit', exact: true }).first().click();
  await dialog.getByRole('textbox').first().waitFor();
  const values = await dialog
    .getByRole('textbox')
    .evaluateAll(all => all.map(one => Reflect.get(one, 'value')));
  if (!values.includes(data.displayName))
    faults.push(`the details of a tenant are asked for anew: ${JSON.stringify(values)}`);
  await world.close(page);
  return faults;
}

export const KEYBOARD: readonly Written[] = [keyboardLeaves, dialogsKeep, routesAreTold, nothingTwice];
