import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { createI18n } from 'vue-i18n';
import texts from '../messages/en.json';
import type { Column } from './columns.ts';
import DataTable from './data-table.vue';

interface Row {
  readonly id: string;
  readonly score: number;
}
const COLUMNS: readonly Column<Row>[] = [
  { key: 'id', title: 'Tenant', value: ({ id }) => id },
  { key: 'score', title: 'Score', value: ({ score }) => score, sortable: true, align: 'end' },
];
const rowsOf = (...ids: readonly string[]): Row[] => ids.map((id, at) => ({ id, score: at }));

function table(rows: readonly Row[], more: Record<string, unknown> = {}) {
  return mount(DataTable<Row>, {
    props: { caption: 'Tenants', columns: COLUMNS, rows, rowKey: (row: Row) => row.id, ...more },
    global: { plugins: [createI18n({ legacy: false, locale: 'en', messages: { en: { shared: texts } } })] },
    attachTo: document.body,
  });
}
const shown = (wrapper: ReturnType<typeof table>) => wrapper.findAll('tbody th').map(cell => cell.text());

test('it is a table with a caption, and its columns and rows have headers', () => {
  const wrapper = table(rowsOf('acme', 'best'));
  expect(wrapper.get('caption').text()).toBe('Tenants');
  expect(wrapper.findAll('thead th').map(cell => cell.attributes('scope'))).toEqual(['col', 'col']);
  expect(wrapper.findAll('tbody th').every(cell => cell.attributes('scope') === 'row')).toBe(true);
});

test('the order is told to the owner, and to screen readers', async () => {
  const wrapper = table(rowsOf('acme'), { sort: { key: 'score', direction: 'asc' } });
  expect(wrapper.get('[aria-sort]').attributes('aria-sort')).toBe('ascending');
  await wrapper.get('button.sort').trigger('click');
  expect(wrapper.emitted('update:sort')).toEqual([[{ key: 'score', direction: 'desc' }]]);
});

test('rows stay where they are while the pointer is among them, and move when it leaves', async () => {
  const wrapper = table(rowsOf('acme', 'best'));
  await wrapper.get('tbody').trigger('pointerenter');
  await wrapper.setProps({ rows: rowsOf('best', 'acme', 'core') });
  expect(shown(wrapper)).toEqual(['acme', 'best']);
  expect(wrapper.get('.waiting').text()).toBe('3 changes: apply');
  await wrapper.get('tbody').trigger('pointerleave');
  expect(shown(wrapper)).toEqual(['best', 'acme', 'core']);
});

test('what a row says goes on in its place below the pointer, and is no change that waits', async () => {
  const wrapper = table(rowsOf('acme', 'best'));
  await wrapper.get('tbody').trigger('pointerenter');
  await wrapper.setProps({
    rows: [
      { id: 'best', score: 70 },
      { id: 'acme', score: 80 },
    ],
  });
  expect(shown(wrapper)).toEqual(['acme', 'best']);
  expect(wrapper.findAll('tbody td').map(cell => cell.text())).toEqual(['80', '70']);
  await wrapper.setProps({
    rows: [
      { id: 'acme', score: 81 },
      { id: 'best', score: 71 },
    ],
  });
  expect(wrapper.findAll('tbody td').map(cell => cell.text())).toEqual(['81', '71']);
  expect(wrapper.find('.waiting button').exists()).toBe(false);
});

test('a row that is gone is one change, however many stand below it', async () => {
  const wrapper = table(rowsOf('acme', 'best', 'core', 'dawn'));
  await wrapper.get('tbody').trigger('pointerenter');
  await wrapper.setProps({ rows: rowsOf('best', 'core', 'dawn') });
  expect(shown(wrapper)).toEqual(['acme', 'best', 'core', 'dawn']);
  expect(wrapper.get('.waiting').text()).toBe('1 change: apply');
});

test('the first rows, and those of another set of columns, are shown at once below the pointer', async () => {
  const wrapper = table([]);
  await wrapper.get('.data-table table').trigger('pointerenter');
  await wrapper.get('tbody').trigger('focusin');
  await wrapper.setProps({ rows: rowsOf('acme', 'best') });
  expect(shown(wrapper)).toEqual(['acme', 'best']);
  await wrapper.get('tbody').trigger('pointerenter');
  await wrapper.setProps({
    columns: [...COLUMNS, { key: 'more', title: 'More', value: () => 'more' }],
    rows: rowsOf('core', 'acme'),
  });
  expect(shown(wrapper)).toEqual(['core', 'acme']);
});

test('going from one row to the next by keyboard lets nothing go in between', async () => {
  const wrapper = table(rowsOf('acme', 'best'));
  const [first, second] = wrapper.findAll('tbody tr');
  await first?.trigger('focusin');
  await wrapper.setProps({ rows: rowsOf('best', 'acme') });
  await wrapper.get('tbody').trigger('focusout', { relatedTarget: second?.element });
  expect(shown(wrapper)).toEqual(['acme', 'best']);
  await wrapper.get('.waiting button').trigger('click');
  expect(shown(wrapper)).toEqual(['best', 'acme']);
});

test('another filter or order is shown at once, also when its rows come later', async () => {
  const wrapper = table(rowsOf('acme', 'best'), { view: 'all' });
  await wrapper.get('tbody').trigger('pointerenter');
  await wrapper.setProps({ view: 'mine' });
  await wrapper.setProps({ rows: rowsOf('core') });
  expect(shown(wrapper)).toEqual(['core']);
  await wrapper.setProps({ rows: rowsOf('core', 'dawn') });
  expect(shown(wrapper)).toEqual(['core']);
});

test('nothing at all and nothing of that kind are told apart', async () => {
  const wrapper = table([], { emptyTitle: 'No tenants yet' });
  expect(wrapper.text()).toContain('No tenants yet');
  await wrapper.setProps({ filtered: true });
  expect(wrapper.text()).toContain('Nothing matches these filters');
});
