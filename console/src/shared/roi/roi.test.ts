import { expect, test } from 'vitest';
import { defineComponent, h, shallowRef } from 'vue';
import { mockApi, problem } from '../api/testing/mock-api.test-support.ts';
import { mountPage } from '../api/testing/mount-page.test-support.ts';
import { sampleOf } from '../api/testing/sample.test-support.ts';
import { decimal, draftOf, emptyDraft, inputsOf, newLine, type RoiDraft } from './roi-draft.ts';
import RoiEstimator from './roi-estimator.vue';

const CASE = sampleOf('RoiCase');
const ESTIMATE = sampleOf('RoiEstimate', {
  currency: 'EUR',
  cases: {
    low: { ...CASE, netMinor: '-50000' },
    base: { ...CASE, netMinor: '1200000' },
    high: { ...CASE, netMinor: '2400000' },
  },
});
const DRAFT: RoiDraft = {
  ...emptyDraft(),
  benefits: [
    { kind: 'spend', key: 'line-1', title: '', source: '', numbers: {} },
    {
      kind: 'time',
      key: 'tickets',
      title: 'Tickets',
      source: 'asked',
      numbers: { unitsPerMonth: '1.200', minutesPerUnit: '7,5', hourlyCost: '60' },
    },
  ],
};

async function estimator() {
  const draft = shallowRef(DRAFT);
  const Owner = defineComponent({
    setup: () => () =>
      h(RoiEstimator, {
        modelValue: draft.value,
        wait: 1,
        'onUpdate:modelValue': (value: RoiDraft) => {
          draft.value = value;
        },
      }),
  });
  return { ...(await mountPage(Owner)), draft };
}

test('numbers are read as people of either country write them', () => {
  const read = (texts: readonly string[]) => texts.map(decimal);
  expect(read(['1.250,50', '1,250.50', '12,5', '12.5', '1 000', '', '0,125', '1.2500'])).toEqual([
    '1250.50',
    '1250.50',
    '12.5',
    '12.5',
    '1000',
    '0',
    '0.125',
    '1.2500',
  ]);
  // Grouped in threes by one separator, it is thousands.
  expect(read(['10,000', '120.000', '1.250.000', '1,250,000'])).toEqual([
    '10000',
    '120000',
    '1250000',
    '1250000',
  ]);
  expect(inputsOf({ ...emptyDraft(), discountPercent: '7.125' }).discountPercent).toBe(7.125);
});

test('a number of three places comes back as the same number', () => {
  const numbers = { amountPerMonth: '1.1250' };
  const inputs = inputsOf({
    ...emptyDraft(),
    benefits: [{ kind: 'spend', key: 'a', title: 'A', source: '', numbers }],
  });
  const [line] = inputs.benefits ?? [];
  if (line?.kind !== 'spend') throw new Error('no line');
  const exact = { ...inputs, benefits: [{ ...line, amountPerMonth: '1.125' }] };
  expect(Number(Reflect.get(Object(inputsOf(draftOf(exact)).benefits?.[0]), 'amountPerMonth'))).toBe(1.125);
});

test('what is typed becomes what the control plane takes, and comes back as it was', () => {
  const inputs = inputsOf(DRAFT);
  expect(inputs.benefits).toEqual([
    expect.objectContaining({ kind: 'time', unitsPerMonth: '1200', minutesPerUnit: '7.5' }),
  ]);
  expect(inputsOf(draftOf(inputs))).toEqual(inputs);
});

test('a line that is begun has a key of its own over benefits and costs, as the control plane wants it', () => {
  const first = newLine('spend', []);
  const keys = [first, newLine('spend', [first]), newLine('monthly', [])].map(({ key }) => key);
  expect(new Set(keys).size).toBe(3);
  for (const key of keys) expect(key).toMatch(/^[a-z][a-z0-9_-]{0,39}$/);
});

test('an estimate shows three cases, says that nobody validated it, and leaves out what is not begun', async () => {
  const { calls } = mockApi({ 'POST /v1/roi/estimates': ESTIMATE });
  const { text, until } = await estimator();
  await until(() => expect(text()).toContain('Net benefit €12,000.00'));
  expect(text()).toContain('not validated by the customer');
  expect(text()).toContain('-€500.00');
  expect(calls[0]?.body).toMatchObject({ benefits: [{ key: 'tickets' }] });
});

test('a number that is refused is told at its own line, also after a line that is not begun', async () => {
  mockApi({
    'POST /v1/roi/estimates': problem('invalid_request', {
      errors: [{ field: '/benefits/0/minutesPerUnit', code: 'invalid', message: 'a decimal number' }],
    }),
  });
  const { wrapper, until } = await estimator();
  await until(() => expect(wrapper.findAll('.line')[1]?.text()).toContain('a decimal number'));
  expect(wrapper.findAll('.line')[0]?.text()).not.toContain('a decimal number');
});

test('a line that is taken away gives the focus to what adds one, and not to nothing', async () => {
  mockApi({ 'POST /v1/roi/estimates': ESTIMATE });
  const { wrapper, until, draft } = await estimator();
  await wrapper.get('.line button').trigger('click');
  await until(() => expect(draft.value.benefits).toHaveLength(1));
  await until(() => expect(document.activeElement?.textContent).toContain('Add a benefit'));
});
