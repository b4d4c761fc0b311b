import { expect, test, vi } from 'vitest';
import { mockApi, noAnswer, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { feature } from './feature.ts';
import { headerFaults, readCsv, withCell, writeCsv, writtenLines } from './import/csv-file.ts';
import ImportPage from './import-page.vue';
import SubmissionsPage from './submissions-page.vue';

const ID = '01900000-0000-7000-8000-000000000001';
const FILE =
  'slug,displayName,contactName,contactEmail\nAcme!,"Acme, ""sample""",Jo Doe,jo\nother,Other (sample),Jo Doe,jo@example.com\n';
const PREVIEW = {
  good: 1,
  faulty: 1,
  rows: [
    {
      line: 2,
      slug: 'Acme!',
      displayName: 'Acme, "sample"',
      faults: [{ field: 'slug', code: 'invalid_format', message: 'lower-case letters' }],
    },
    { line: 3, slug: 'other', displayName: 'Other (sample)', faults: [] },
  ],
};
const RIGHT = { good: 2, faulty: 0, rows: PREVIEW.rows.map(row => ({ ...row, faults: [] })) };

async function chosen(answers: Parameters<typeof mockApi>[0] = {}, content = FILE) {
  const api = mockApi({ 'POST /v1/onboarding/imports/preview': PREVIEW, ...answers });
  const page = await mountPage(ImportPage, { feature, route: '/onboarding/import' });
  const input = page.wrapper.get<HTMLInputElement>('input[type=file]');
  Object.defineProperty(input.element, 'files', { value: [new File([content], 'customers.csv')] });
  await input.trigger('change');
  return { ...api, ...page };
}
type Chosen = Awaited<ReturnType<typeof chosen>>;
const press = ({ wrapper }: Pick<Chosen, 'wrapper'>, name: string) =>
  wrapper
    .findAll('button')
    .find(one => one.text() === name)
    ?.trigger('click');

test('a file is read as it is written, with commas, quotes and line ends within its cells', () => {
  const text = 'a,b\r\n"x, ""y""","two\nlines"\r\n\r\nz,\r\n';
  const file = readCsv('f', `\uFEFF${text}`);
  expect(file.header).toEqual(['a', 'b']);
  expect(file.rows).toEqual([
    { line: 2, cells: ['x, "y"', 'two\nlines'] },
    { line: 5, cells: ['z', ''] },
  ]);
  expect(writtenLines(file)).toEqual([2, 4]);
  expect(readCsv('f', writeCsv(file)).rows.map(({ cells }) => cells)).toEqual(
    file.rows.map(({ cells }) => cells),
  );
  expect(withCell(file, 1, 'c', '=1').rows[1]?.cells).toEqual(['z', '', '=1']);
});

test('a file whose cells are parted by semicolons or tabs is read as well, and sent with commas', async () => {
  const parted = (parter: string) => readCsv('f', `slug${parter}tags\r\na,b${parter}"eu;pilot"\r\n`);
  for (const parter of [';', '\t']) {
    expect(parted(parter).header).toEqual(['slug', 'tags']);
    expect(parted(parter).rows[0]?.cells).toEqual(['a,b', 'eu;pilot']);
    expect(writeCsv(parted(parter))).toBe('slug,tags\r\n"a,b",eu;pilot\r\n');
  }
  const page = await chosen({}, FILE.replaceAll(/,(?! )/g, ';'));
  await page.until(() => expect(page.text()).toContain('1 row is right'));
});

test('names of columns that are not right are told one by one, and the file is not sent', async () => {
  const faults = headerFaults(readCsv('f', 'slug,slug,Firma\n'));
  expect(faults).toEqual({
    unknown: ['Firma'],
    missing: ['displayName', 'contactName', 'contactEmail'],
    twice: ['slug'],
  });
  const page = await chosen({}, FILE.replace('displayName', 'Firma'));
  await page.until(() => expect(page.text()).toContain('Missing: displayName'));
  expect(page.text()).toContain('Not known: “Firma”');
  expect(page.text()).not.toContain('Try again');
  expect(page.calls).toEqual([]);
});

test('corrections are there again after another page, until the file is put away', async () => {
  const page = await chosen();
  await page.until(() => expect(page.text()).toContain('1 row is right'));
  await page.wrapper.get('tbody input').setValue('acme');
  page.wrapper.unmount();
  const back = await mountPage(ImportPage, { feature, route: '/onboarding/import' });
  await back.until(() => expect(back.text()).toContain('1 row is right'));
  expect(page.calls.at(-1)?.body).toContain('acme,"Acme, ""sample"""');
  await press(back, 'Put the file away');
  back.wrapper.unmount();
  const empty = await mountPage(ImportPage, { feature, route: '/onboarding/import' });
  await empty.until(() => expect(empty.text()).toContain('Choose a file'));
  expect(empty.text()).not.toContain('row is right');
});

test('rows that were left out are told beside the import, and can be corrected', async () => {
  const page = await chosen({
    'POST /v1/onboarding/imports': sampleOf('Import', { importId: ID, total: 1, begun: 1 }),
    'GET /v1/onboarding/imports/{importId}': sampleOf('Import', { importId: ID, total: 1, begun: 1 }),
    'GET /v1/onboarding/imports/{importId}/rows': { items: [] },
  });
  await page.until(() => expect(page.text()).toContain('1 row is right'));
  await press(page, 'Onboard the one that is right');
  await page.until(() => expect(page.text()).toContain('1 row was left out'));
  await press(page, 'Correct them');
  await page.until(() => expect(page.text()).toContain('Rows of the file'));
  const last = page.calls.filter(({ operation }) => operation.endsWith('/preview')).at(-1);
  expect(last?.body).toContain('Acme!');
  expect(last?.body).not.toContain('other');
});

test('rows of customers who are there already can be left out at once', async () => {
  const taken = [{ field: 'slug', code: 'slug_taken', message: 'another tenant has this slug' }];
  const rows = PREVIEW.rows.map(row => (row.slug === 'other' ? { ...row, faults: taken } : row));
  const page = await chosen({ 'POST /v1/onboarding/imports/preview': { good: 0, faulty: 2, rows } });
  await page.until(() => expect(page.text()).toContain('2 rows are not'));
  await press(page, 'Leave out the row whose slug a tenant has');
  await page.until(() => expect(page.calls.at(-1)?.body).not.toContain('other'));
  expect(page.calls.at(-1)?.body).toContain('Acme!');
});

test('a preview shows each fault at its cell, and nothing is applied by it', async () => {
  const page = await chosen();
  await page.until(() => expect(page.text()).toContain('1 row is right'));
  const cell = page.wrapper.get('tbody input');
  expect(cell.attributes('aria-label')).toBe('slug of line 2');
  expect(page.wrapper.get(`#${CSS.escape(cell.attributes('aria-describedby') ?? '')}`).text()).toContain(
    'Lower-case letters',
  );
  expect(page.wrapper.findAll('tbody tr')).toHaveLength(1);
  expect(page.calls.map(({ operation }) => operation)).not.toContain('POST /v1/onboarding/imports');
});

test('a cell is corrected in its place, checked again, and the corrected file is applied once', async () => {
  const page = await chosen({
    'POST /v1/onboarding/imports': noAnswer,
    'GET /v1/onboarding/imports/{importId}': sampleOf('Import', { importId: ID, total: 2, begun: 1 }),
    'GET /v1/onboarding/imports/{importId}/rows': { items: [] },
  });
  await page.until(() => expect(page.text()).toContain('1 row is right'));
  await page.wrapper.get('tbody input').setValue('acme');
  expect(page.text()).toContain('corrected, not checked yet');
  page.set({ 'POST /v1/onboarding/imports/preview': RIGHT });
  await press(page, 'Check again');
  await page.until(() => expect(page.text()).toContain('2 rows are right'));
  await press(page, 'Onboard 2 customers');
  await page.until(() => expect(page.text()).toContain('did not answer'));
  page.set({ 'POST /v1/onboarding/imports': sampleOf('Import', { importId: ID, total: 2, begun: 1 }) });
  await press(page, 'Onboard 2 customers');
  await page.until(() => expect(page.router.currentRoute.value.query['import']).toBe(ID));
  await page.until(() => expect(page.text()).toContain('1 of 2 rows begun'));
  const applied = page.calls.filter(({ operation }) => operation === 'POST /v1/onboarding/imports');
  expect(applied).toHaveLength(2);
  expect(new Set(applied.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  expect(applied[1]?.body).toContain('acme,"Acme, ""sample"""');
});

test('what is corrected while the file is looked at is not held to be checked', async () => {
  const page = await chosen();
  await page.until(() => expect(page.text()).toContain('1 row is right'));
  await page.wrapper.get('tbody input').setValue('acme');
  const looks = () => page.calls.filter(({ operation }) => operation.endsWith('/preview')).length;
  const held = Promise.withResolvers<typeof PREVIEW>();
  page.set({ 'POST /v1/onboarding/imports/preview': () => held.promise });
  await press(page, 'Check again');
  await page.until(() => expect(looks()).toBe(2));
  await page.wrapper.get('tbody input').setValue('acme-two');
  held.resolve({ ...PREVIEW, good: 7 });
  await page.until(() => expect(page.text()).toContain('7 rows are right'));
  expect(page.text()).toContain('corrected, not checked yet');
});

test('a file that is none says so, and another can be chosen', async () => {
  const page = await chosen({
    'POST /v1/onboarding/imports/preview': problem('invalid_request', {
      detail: 'the header is missing slug',
    }),
  });
  await page.until(() => expect(page.text()).toContain('the header is missing slug'));
  expect(page.text()).toContain('Choose another file');
});

test('submissions say where they stand, and filter and “mine” are in the address and asked of the control plane', async () => {
  const { calls } = mockApi({
    'GET /v1/onboarding/submissions': ({ query }) => ({
      items: query.has('status')
        ? []
        : [
            sampleOf('OnboardingSubmissionSummary', {
              submissionId: ID,
              status: 'draft',
              displayName: 'Acme (sample)',
              formStep: 'contacts',
              createdBy: 'Dana',
            }),
            sampleOf('OnboardingSubmissionSummary', {
              submissionId: ID.replace('1', '2'),
              status: 'needs_attention',
              displayName: 'Other (sample)',
              step: 'workload',
              message: 'replicas is kubectl’s',
              createdBy: 'Eli',
            }),
          ],
    }),
  });
  const page = await mountPage(SubmissionsPage, { feature, route: '/onboarding?mine=1' });
  await page.until(() => expect(page.text()).toContain('At the step Contacts'));
  expect(page.text()).toContain('replicas is kubectl’s');
  expect(calls[0]?.query.get('mine')).toBe('true');
  await press(page, 'Needs attention');
  await page.until(() =>
    expect(page.router.currentRoute.value.query).toEqual({ mine: '1', status: 'needs_attention' }),
  );
  await page.until(() => expect(page.text()).toContain('Nothing matches these filters'));
  expect(calls.at(-1)?.query.get('status')).toBe('needs_attention');
});

test('what could not be saved in this tab is told on the list, with the way back to it', async () => {
  mockApi({ 'GET /v1/onboarding/submissions': { items: [] } });
  sessionStorage.setItem(`tenantry.onboarding.draft.${ID}`, '{}');
  const page = await mountPage(SubmissionsPage, { feature, route: '/onboarding' });
  await page.until(() => expect(page.text()).toContain('is not saved yet'));
  expect(page.wrapper.get('.unsent a').attributes('href')).toBe(`/onboarding/${ID}`);
  vi.restoreAllMocks();
});
