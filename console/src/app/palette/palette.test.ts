import { flushPromises } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { nextTick } from 'vue';
import { mockApi } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { shortcutsOn, useShortcuts } from '../../shared/keyboard/use-shortcuts.ts';
import { APP_TEXTS } from '../messages/texts.ts';
import ShortcutsDialog from '../shortcuts/shortcuts-dialog.vue';
import CommandPalette from './command-palette.vue';
import { found } from './entries.ts';
import { isPaletteKey, paletteOpen, shortcutsOpen } from './palette.ts';

const feature = {
  name: 'app',
  texts: APP_TEXTS,
  routes: [{ path: '/tenants/:tenantId', name: 'tenant', component: { render: () => null } }],
};
const TENANT = '01890a5d-ac96-774b-bcce-b302099a8057';
const acme = () =>
  sampleOf('TenantSummary', { tenantId: TENANT, displayName: 'Sample Acme', slug: 'sample-acme' });

beforeEach(() => {
  paletteOpen.value = false;
  shortcutsOpen.value = false;
});
afterEach(() => {
  shortcutsOn.value = true;
});

async function opened(operations?: readonly string[]) {
  const mounted = await mountPage(CommandPalette, {
    feature,
    ...(operations && { session: { operations } }),
  });
  paletteOpen.value = true;
  await flushPromises();
  const input = document.querySelector<HTMLInputElement>('input[role=combobox]');
  if (input === null) throw new Error(`no palette: ${document.body.innerHTML}`);
  const key = async (name: string) => {
    input.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true }));
    await nextTick();
  };
  const type = async (text: string) => {
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await flushPromises();
  };
  const active = () =>
    document.getElementById(input.getAttribute('aria-activedescendant') ?? '')?.textContent;
  return { ...mounted, input, key, type, active };
}

test('a tenant is found by typing and opened by Enter, by keyboard alone', async () => {
  const { calls } = mockApi({ 'GET /v1/tenants': { items: [acme()], total: 1 } });
  const { type, key, active, until, router } = await opened();
  await type('acme');
  await until(() => expect(active()).toContain('Sample Acme'));
  expect(calls.at(-1)?.query.get('q')).toBe('acme');
  await key('Enter');
  await until(() => expect(router.currentRoute.value.params['tenantId']).toBe(TENANT));
  expect(paletteOpen.value).toBe(false);
});

test('how much was found is said, arrows go round, and the focus stays in the input', async () => {
  mockApi({ 'GET /v1/tenants': { items: [acme()], total: 1 } });
  const { type, key, active, input, until, text } = await opened();
  input.focus();
  await type('Dark');
  await until(() => expect(text()).toContain('found'));
  const first = active();
  await key('ArrowUp');
  expect(active()).not.toBe(first);
  await key('ArrowDown');
  expect(active()).toBe(first);
  expect(document.activeElement).toBe(input);
  expect(document.querySelector('[role=status]')?.textContent).toMatch(/\d+ found/);
});

test('on the page of a tenant it is found what can be done about that tenant, as far as one may', async () => {
  mockApi({});
  const { type, key, active, until, router, text } = await opened(['getTenant', 'addTenantNote']);
  expect(text()).not.toContain('this customer');
  await router.push(`/tenants/${TENANT}?tab=usage`);
  expect(text()).not.toContain('Suspend this customer');
  await type('note');
  await until(() => expect(active()).toContain('Write a note on this customer'));
  await key('Enter');
  await until(() => expect(router.currentRoute.value.query).toEqual({ tab: 'usage', do: 'note' }));
  expect(router.currentRoute.value.params['tenantId']).toBe(TENANT);
});

test('what this person may not open or do is not found', async () => {
  mockApi({});
  const { text } = await opened(['listAlerts']);
  expect(text()).toContain('Alerts');
  expect(text()).not.toContain('Make an API key');
  expect([...document.querySelectorAll('[role=option]')].map(({ textContent }) => textContent)).not.toContain(
    'Tenants',
  );
});

test('what begins so is found before what only holds it, accents and case aside', () => {
  const entry = (label: string) => ({ key: label, group: 'pages' as const, label, icon: 'search' as const });
  const labels = found(
    [entry('Health weights'), entry('Customer health'), entry('Éclair'), entry('Wealthy')],
    'heal',
  ).map(({ label }) => label);
  expect(labels).toEqual(['Health weights', 'Customer health']);
  expect(found([entry('Éclair')], 'eclair')).toHaveLength(1);
});

test('the palette opens by Control or Command with K, and by nothing that somebody types', () => {
  expect(isPaletteKey(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true }))).toBe(true);
  expect(isPaletteKey(new KeyboardEvent('keydown', { key: 'K', metaKey: true }))).toBe(true);
  expect(isPaletteKey(new KeyboardEvent('keydown', { key: 'k' }))).toBe(false);
});

test('shortcuts are listed as they are now, and one switch takes all single keys away', async () => {
  let pressed = 0;
  const Page = {
    components: { ShortcutsDialog },
    setup() {
      useShortcuts([
        {
          keys: 'j',
          label: 'Next alert',
          run: () => {
            pressed += 1;
          },
        },
      ]);
    },
    template: '<ShortcutsDialog />',
  };
  const { until, text } = await mountPage(Page, { feature });
  const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
  press();
  expect(pressed).toBe(1);
  shortcutsOpen.value = true;
  await until(() => expect(text()).toContain('Next alert'));
  document.querySelector<HTMLInputElement>('input[role=switch]')?.click();
  await flushPromises();
  press();
  expect(pressed).toBe(1);
  expect(localStorage.getItem('tenantry.shortcuts')).toBe('false');
});
