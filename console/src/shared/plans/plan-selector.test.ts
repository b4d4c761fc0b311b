import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createI18n } from 'vue-i18n';
import { sampleOf } from '../api/testing/sample.test-support.ts';
import texts from '../messages/en.json';
import PlanSelector from './plan-selector.vue';

const plan = (planId: string, amount: string, quantity: string) => {
  const sample = sampleOf('PlanVersion');
  return {
    ...sample,
    planId,
    spec: {
      ...sample.spec,
      displayName: planId,
      prices: [
        { interval: 'month' as const, currency: 'EUR', amount },
        { interval: 'month' as const, currency: 'USD', amount: '99' },
      ],
      allowances: [sampleOf('AllowanceOutput', { meter: 'calls', quantity })],
    },
  };
};

function selector(more: Record<string, unknown> = {}) {
  return mount(PlanSelector, {
    props: {
      modelValue: undefined,
      label: 'Plan',
      plans: [plan('pro', '49.5', '10000'), plan('enterprise', '499', 'unlimited')],
      ...more,
    },
    global: { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })] },
  });
}

test('plans are one group of radio buttons, each named by the plan and its price in the currency', () => {
  const wrapper = selector({ currency: 'EUR' });
  expect(wrapper.get('legend').text()).toBe('Plan');
  const names = wrapper.findAll('input[type=radio]').map(radio => radio.attributes('name'));
  expect(new Set(names).size).toBe(1);
  expect(wrapper.findAll('label')[0]?.text()).toContain('€49.50 a month');
  expect(wrapper.text()).not.toContain('$');
});

test('what is recommended says why, and is not chosen by itself', async () => {
  const wrapper = selector({ recommended: { planId: 'enterprise', because: 'It has room for 50 seats' } });
  expect(wrapper.findAll('label')[1]?.text()).toContain('It has room for 50 seats');
  expect(wrapper.findAll<HTMLInputElement>('input').some(({ element }) => element.checked)).toBe(false);
  await wrapper.findAll('input')[1]?.setValue();
  expect(wrapper.emitted('update:modelValue')).toEqual([['enterprise']]);
});

test('what is included can be compared in a table', async () => {
  const wrapper = selector({ meterTitle: (key: string) => (key === 'calls' ? 'Calls of the API' : key) });
  await wrapper.get('.disclosure button').trigger('click');
  expect(wrapper.get('tbody tr').text()).toBe('Calls of the API10,000unlimited');
});

test('another version of the plan that the tenant has is not what it has now', () => {
  const offered = plan('pro', '59', '10000');
  const wrapper = selector({ plans: [{ ...offered, version: 2 }], current: 'pro', currentVersion: 1 });
  expect(wrapper.get('.head').text()).toContain('Now: version 1');
  expect(wrapper.get('.about').text()).toContain('Version 2');
  const same = selector({ plans: [{ ...offered, version: 1 }], current: 'pro', currentVersion: 1 });
  expect(same.get('.head').text()).toMatch(/Now$/);
});

test('the least that a plan comes to stands beside its price', () => {
  const offered = plan('enterprise', '490', '10000');
  const prices = [{ interval: 'month' as const, currency: 'EUR', amount: '490', minimum: '750' }];
  const wrapper = selector({ plans: [{ ...offered, spec: { ...offered.spec, prices } }] });
  expect(wrapper.get('.price').text()).toBe('€490.00 a month, at least €750.00');
});
