import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createI18n } from 'vue-i18n';
import texts from '../messages/en.json';
import FactorBars from './factor-bars.vue';
import HealthScore from './health-score.vue';
import HealthTrend from './health-trend.vue';

const global = {
  plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })],
};

test('a score tells its number and its state in words, not by its ring alone', () => {
  const text = mount(HealthScore, { props: { score: 34, state: 'at_risk', wordless: true }, global }).text();
  expect(text).toContain('Score 34 of 100');
  expect(text).toContain('At risk');
});

test('a score that is not known is no zero, has no arc, and never looks good', () => {
  const wrapper = mount(HealthScore, { props: { score: null, state: 'unknown' }, global });
  expect(wrapper.text()).toContain('No score: too little is known');
  expect(wrapper.find('.arc').exists()).toBe(false);
  expect(wrapper.classes()).not.toContain('good');
});

test('a trend says its direction in words, and no comparison is none', () => {
  const changes = [
    { days: 7, change: -12 },
    { days: 30, change: null },
  ];
  const wrapper = mount(HealthTrend, { props: { changes }, global });
  expect(wrapper.text()).toContain('down 12 in 7 days');
  expect(wrapper.text()).toContain('no score 30 days ago');
});

test('factors are shown by what they cost, and each opens to what was read', async () => {
  const factor = (name: 'adoption' | 'billing' | 'sentiment', lost: number | null) => ({
    factor: name,
    weight: 20,
    value: lost === null ? null : 100 - lost * 5,
    applies: true,
    points: lost === null ? null : 20 - lost,
    lost,
    code: 'used_little' as const,
    reason: 'Used on 3 of 28 days',
    evidence: { activeDays: 3, days: 28 },
  });
  const wrapper = mount(FactorBars, {
    props: { factors: [factor('billing', 0), factor('sentiment', null), factor('adoption', 15)] },
    global,
  });
  expect(wrapper.findAll('tbody th button').map(cell => cell.text())).toEqual([
    'Adoption',
    'Payments',
    'Sentiment',
  ]);
  expect(wrapper.findAll('tbody')[2]?.text()).toContain('Unknown');
  await wrapper.get('tbody button').trigger('click');
  expect(wrapper.text()).toContain('Used on 3 of 28 days');
  expect(wrapper.text()).toContain('active days');
  expect(wrapper.text()).toContain('5 of 20');
});
