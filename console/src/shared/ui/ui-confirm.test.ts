import { mount } from '@vue/test-utils';
import { afterEach, expect, test } from 'vitest';
import { nextTick } from 'vue';
import { createI18n } from 'vue-i18n';
import { ApiProblem } from '../api/problem.ts';
import texts from '../messages/en.json';
import UiConfirm from './ui-confirm.vue';

function confirm(more: Record<string, unknown> = {}) {
  return mount(UiConfirm, {
    props: { open: true, title: 'Suspend Acme', action: 'Suspend', danger: true, ...more },
    global: { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })] },
    attachTo: document.body,
  });
}
/** Dialogs stand at the end of the page. */
const find = (selector: string): HTMLElement => {
  const element = document.querySelector<HTMLElement>(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  return element;
};
async function type(text: string): Promise<void> {
  const field = document.querySelector('textarea');
  if (field === null) throw new Error('there is nothing to type in');
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await nextTick();
}
async function send(): Promise<void> {
  find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await nextTick();
}

afterEach(() => {
  document.body.innerHTML = '';
});

test('nothing is done without a reason, and the field that lacks it says so and gets the focus', async () => {
  const wrapper = confirm();
  await nextTick();
  await send();
  expect(wrapper.emitted('confirm')).toBeUndefined();
  expect(find('.error').textContent).toContain('Say why');
  expect(document.activeElement?.tagName).toBe('TEXTAREA');
  wrapper.unmount();
});

test('what went wrong is told inside, and the reason that was typed is still there', async () => {
  const wrapper = confirm();
  await nextTick();
  await type('two invoices unpaid');
  await send();
  expect(wrapper.emitted('confirm')).toEqual([['two invoices unpaid']]);
  await wrapper.setProps({
    problem: new ApiProblem({ status: 409, code: 'conflict', title: 'Conflict', detail: 'It is deleted' }),
  });
  expect(find('[role="alert"]').textContent).toContain('It is deleted');
  expect(document.querySelector('textarea')?.value).toBe('two invoices unpaid');
  wrapper.unmount();
});

test('while it is being done a second press does nothing', async () => {
  const wrapper = confirm({ reason: 'none', busy: true });
  await nextTick();
  await send();
  expect(wrapper.emitted('confirm')).toBeUndefined();
  wrapper.unmount();
});

test('a name that must be typed must be that name', async () => {
  const wrapper = confirm({ reason: 'none', typed: 'acme' });
  await nextTick();
  await send();
  expect(wrapper.emitted('confirm')).toBeUndefined();
  const input = document.querySelector('input');
  if (input) {
    input.value = 'acme';
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }
  await nextTick();
  await send();
  expect(wrapper.emitted('confirm')).toEqual([['']]);
  wrapper.unmount();
});
