import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import texts from '../messages/en.json';
import UiCombobox from './ui-combobox.vue';

const TENANTS = ['Acme', 'Best', 'Bolt'].map(label => ({ label, value: label.toLowerCase() }));
let asked: string[];

beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

function combobox() {
  return mount(UiCombobox, {
    props: {
      modelValue: undefined,
      label: 'Tenant',
      search: async (text: string) => {
        asked.push(text);
        return TENANTS.filter(({ value }) => value.startsWith(text.toLowerCase()));
      },
    },
    global: { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })] },
  });
}
const found = async () => {
  await vi.advanceTimersByTimeAsync(200);
  await flushPromises();
};

test('what is typed is looked for once at the end, and arrows and Enter take what was found', async () => {
  const wrapper = combobox();
  const input = wrapper.get('[role="combobox"]');
  for (const text of ['b', 'bo']) await input.setValue(text);
  await found();
  expect(asked).toEqual(['bo']);
  expect(input.attributes('aria-expanded')).toBe('true');
  expect(wrapper.get('[role="status"]').text()).toBe('1 found');
  await input.trigger('keydown', { key: 'ArrowDown' });
  const option = wrapper.get('[role="option"]');
  expect(input.attributes('aria-activedescendant')).toBe(option.attributes('id'));
  await input.trigger('keydown', { key: 'Enter' });
  expect(wrapper.emitted('update:modelValue')?.at(-1)).toEqual(['bolt']);
  expect(input.attributes('aria-expanded')).toBe('false');
});

test('Escape closes the list alone, and not the dialog that it is in', async () => {
  const wrapper = combobox();
  const input = wrapper.get('[role="combobox"]');
  await input.trigger('click');
  await found();
  const heard: string[] = [];
  wrapper.element.addEventListener('keydown', () => heard.push('outside'));
  await input.trigger('keydown', { key: 'Escape' });
  expect(heard).toEqual([]);
  await input.trigger('keydown', { key: 'Escape' });
  expect(heard).toEqual(['outside']);
});

test('what was chosen is chosen no more as soon as something else is typed', async () => {
  const wrapper = combobox();
  await wrapper.get('[role="combobox"]').setValue('x');
  expect(wrapper.emitted('pick')?.at(-1)).toEqual([undefined]);
  await found();
  expect(wrapper.findAll('[role="option"]')).toHaveLength(0);
  expect(wrapper.get('[role="status"]').text()).toBe('0 found');
});

test('a name that is typed and not chosen is told, until one is chosen or the field is empty', async () => {
  const wrapper = combobox();
  const input = wrapper.get('[role="combobox"]');
  const told = () => wrapper.emitted('update:unchosen')?.at(-1);
  await input.setValue('Bolt');
  expect(told()).toEqual([true]);
  await found();
  await input.trigger('blur');
  expect(told()).toEqual([true]);
  await input.setValue('');
  expect(told()).toEqual([false]);
  await input.setValue('bo');
  await found();
  await input.trigger('keydown', { key: 'ArrowDown' });
  await input.trigger('keydown', { key: 'Enter' });
  expect(told()).toEqual([false]);
});
