import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import texts from '../messages/en.json';
import UiMenu from './ui-menu.vue';

afterEach(() => {
  document.body.innerHTML = '';
});

const item = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')].find(element =>
    element.textContent?.includes(name),
  );

async function menu() {
  const wrapper = mount(UiMenu, {
    props: {
      label: 'More for Acme',
      items: [
        { key: 'edit', label: 'Edit', icon: 'edit' as const },
        { key: 'suspend', label: 'Suspend', danger: true, disabled: 'It is suspended already' },
      ],
    },
    global: { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })] },
    attachTo: document.body,
  });
  const button = wrapper.get('button');
  await button.trigger('keydown', { key: 'ArrowDown' });
  await vi.waitFor(() => expect(item('Edit')).toBeDefined(), 10_000);
  return { wrapper, button };
}

test('a menu opens by arrow, is named by its button, and tells what was chosen', async () => {
  const { wrapper, button } = await menu();
  expect(button.attributes('aria-expanded')).toBe('true');
  expect(document.querySelector('[role="menu"]')?.getAttribute('aria-labelledby')).toBe(
    button.attributes('id'),
  );
  item('Edit')?.click();
  await flushPromises();
  expect(wrapper.emitted('select')).toEqual([['edit']]);
  expect(button.attributes('aria-expanded')).toBe('false');
  wrapper.unmount();
});

test('what cannot be done now says why, and does nothing', async () => {
  const { wrapper } = await menu();
  const suspend = item('Suspend');
  expect(suspend?.textContent).toContain('It is suspended already');
  expect(suspend?.getAttribute('aria-disabled')).toBe('true');
  suspend?.click();
  await flushPromises();
  expect(wrapper.emitted('select')).toBeUndefined();
  wrapper.unmount();
});
