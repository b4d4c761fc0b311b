import { mount } from '@vue/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { createI18n } from 'vue-i18n';
import texts from '../messages/en.json';
import BarChart from './bar-chart.vue';
import ChartFrame from './chart-frame.vue';
import LineChart from './line-chart.vue';
import MeterBar from './meter-bar.vue';

const global = {
  plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })],
};
const DATA = {
  title: 'Calls',
  labels: ['1 Nov', '2 Nov', '3 Nov'],
  series: [
    { key: 'a', title: 'API', values: [10, null, 30] },
    { key: 'b', title: 'Mail', values: [1, 2, 3] },
  ],
};

test.each([
  ['lines', LineChart],
  ['bars', BarChart],
])('%s are read point by point with the arrow keys, with what is not known as such', async (_, chart) => {
  const wrapper = mount(chart, { props: DATA, global });
  const slider = wrapper.get('[role="slider"]');
  await slider.trigger('focus');
  expect(slider.attributes('aria-valuetext')).toBe('3 Nov: API 30, Mail 3');
  await slider.trigger('keydown', { key: 'ArrowLeft' });
  expect(slider.attributes('aria-valuetext')).toBe('2 Nov: API –, Mail 2');
  await slider.trigger('keydown', { key: 'Home' });
  await slider.trigger('keydown', { key: 'ArrowLeft' });
  expect(slider.attributes('aria-valuenow')).toBe('0');
});

test('lines of a chart differ by more than their colour', () => {
  const wrapper = mount(LineChart, { props: DATA, global });
  const dashes = wrapper.findAll('.box .line').map(line => line.attributes('stroke-dasharray'));
  expect(new Set(dashes).size).toBe(2);
});

const rows = [
  { day: '1 Nov', calls: 10 },
  { day: '2 Nov', calls: 1_000 },
];
type Row = (typeof rows)[number];

afterEach(() => vi.restoreAllMocks());

test('a chart turns into a table of the same data, and gives exactly these as CSV', async () => {
  let file: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation(given => {
    if (given instanceof Blob) file = given;
    return 'blob:calls';
  });
  const wrapper = mount(ChartFrame<Row>, {
    props: {
      title: 'Calls',
      columns: [
        { key: 'day', title: 'Day', value: (row: Row) => row.day },
        { key: 'calls', title: 'Calls', value: (row: Row) => row.calls },
      ],
      rows,
      rowKey: (row: Row) => row.day,
      fileName: 'calls',
    },
    slots: { default: '<p class="drawn">chart</p>' },
    global,
  });
  const [table, csv] = wrapper.findAll('figcaption button');
  await table?.trigger('click');
  expect(wrapper.find('.drawn').exists()).toBe(false);
  expect(wrapper.findAll('tbody tr').map(row => row.text())).toEqual(['1 Nov10', '2 Nov1000']);
  await csv?.trigger('click');
  expect((await file?.text())?.slice(1)).toBe('Day,Calls\r\n1 Nov,10\r\n2 Nov,1000\r\n');
});

test('usage past its allowance is told in words, and stays within the bar', () => {
  const wrapper = mount(MeterBar, { props: { used: '1500', limit: '1000', unit: 'calls' }, global });
  expect(wrapper.text()).toContain('1,500 of 1,000 calls');
  expect(wrapper.text()).toContain('150%');
  expect(wrapper.text()).toContain('Over the allowance');
  expect(Number(wrapper.get('.fill').attributes('width'))).toBeLessThanOrEqual(100);
});

test('usage without a limit has no bar that could be full', () => {
  const wrapper = mount(MeterBar, { props: { used: '1500', limit: null, unit: 'calls' }, global });
  expect(wrapper.find('.fill').exists()).toBe(false);
});
