import { afterEach, expect, test, vi } from 'vitest';
import { useSession } from '../../app/session/session.ts';
import {
  answer,
  type Call,
  mockApi,
  noAnswer,
  problem,
  silence,
} from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { sampleOf } from '../../shared/api/testing/sample.test-support.ts';
import { apiFormOf, formOf } from './draft/wizard-form.ts';
import { feature } from './feature.ts';
import WizardPage from './wizard-page.vue';

const ID = '01900000-0000-7000-8000-000000000001';
const ONE = `/v1/onboarding/submissions/{submissionId}`;
type Form = Record<string, unknown>;

/** A control plane that keeps one submission. */
function keeper(form: Form = {}, version = 1, open: readonly string[] = []) {
  const state = {
    form,
    version,
    status: 'draft' as 'draft' | 'submitted',
    submits: 0,
    begins: new Set<string>(),
  };
  const body = () =>
    sampleOf('OnboardingSubmission', {
      submissionId: ID,
      status: state.status,
      form: state.form,
      version: state.version,
      formSteps: steps(),
    });
  const steps = () =>
    (['company', 'contacts', 'plan', 'placement', 'review'] as const).map(step => ({
      step,
      complete: !open.includes(step),
      faults: [],
    }));
  const save = ({ body: given, headers }: Call) => {
    if (headers.get('if-match') !== `"v${state.version}"`) return problem('precondition_failed');
    state.form = { ...state.form, ...Object(given) };
    state.version += 1;
    return body();
  };
  const api = mockApi({
    'POST /v1/onboarding/submissions': call => {
      state.begins.add(call.headers.get('idempotency-key') ?? '');
      state.form = Object(call.body);
      return body();
    },
    [`GET ${ONE}`]: () => body(),
    [`PATCH ${ONE}`]: save,
    [`GET ${ONE}/validation`]: () => ({ formSteps: steps() }),
    [`POST ${ONE}/submit`]: async () => {
      await new Promise(done => setTimeout(done, 50));
      state.submits += 1;
      state.status = 'submitted';
      return body();
    },
    'GET /v1/console/drafts/{draftId}': problem('not_found'),
    'DELETE /v1/console/drafts/{draftId}': problem('not_found'),
    'GET /v1/catalogue': { defaultPlanId: 'pro', items: [] },
    'GET /v1/clusters': { items: [] },
  });
  return { ...api, state, save };
}

const COMPLETE = {
  company: { slug: 'acme', displayName: 'Acme (sample)' },
  contacts: { contacts: [{ name: 'Jo Doe', email: 'jo@example.com' }] },
};
const beginAnew = () => mountPage(WizardPage, { feature, route: '/onboarding/new' });
const resumed = (query = '') => mountPage(WizardPage, { feature, route: `/onboarding/${ID}${query}` });
type Page = Awaited<ReturnType<typeof beginAnew>>;

const inputOf = ({ wrapper }: Page, label: string) => {
  const found = wrapper.findAll('label').find(one => one.text().startsWith(label));
  if (found === undefined) throw new Error(`no field ${label} in: ${wrapper.text()}`);
  return wrapper.get(`#${CSS.escape(found.attributes('for') ?? '')}`);
};
const press = (page: Page, name: string) => {
  const found = page.wrapper.findAll('button').find(one => one.text() === name);
  if (found === undefined) throw new Error(`no button ${name} in: ${page.wrapper.text()}`);
  return found.attributes('type') === 'submit'
    ? page.wrapper.get('form').trigger('submit')
    : found.trigger('click');
};
const shownIn = (page: Page, label: string) => Reflect.get(inputOf(page, label).element, 'value');

afterEach(() => vi.restoreAllMocks());

test('what is typed begins one submission, is saved after a pause, and the address names it', async () => {
  const { state } = keeper();
  const page = await beginAnew();
  await inputOf(page, 'Name of the customer').setValue('Müller & Söhne (sample)');
  expect(page.text()).toContain('Not saved yet');
  await page.until(() => expect(page.text()).toMatch(/Saved (this minute|now)/));
  expect(state.form).toMatchObject({
    company: { displayName: 'Müller & Söhne (sample)', slug: 'mueller-soehne-sample' },
  });
  await page.until(() => expect(page.router.currentRoute.value.query['submission']).toBe(ID));
  await inputOf(page, 'Who of us').setValue('Dana');
  await page.until(() => expect(state.form).toMatchObject({ company: { accountOwner: 'Dana' } }));
  expect(state.begins.size).toBe(1);
});

test('a submission that was begun elsewhere is taken up again, at the step that the address names', async () => {
  keeper(
    {
      ...COMPLETE,
      company: { ...COMPLETE.company, contractValue: { amountMinor: '125050', currency: 'EUR' } },
    },
    7,
  );
  const page = await resumed('?step=contacts');
  await page.until(() => expect(shownIn(page, 'Name')).toBe('Jo Doe'));
  expect(page.wrapper.get('h2').text()).toBe('2 of 6: Contacts');
  await page.router.push({ query: {} });
  await page.until(() => expect(shownIn(page, 'Value')).toBe('1250.50'));
});

test('what was begun goes on at the step that it stands at, and a step is ticked when something was chosen or one went on', async () => {
  keeper({ ...COMPLETE, contacts: {} }, 7, ['contacts']);
  const page = await resumed();
  await page.until(() => expect(page.wrapper.get('h2').text()).toBe('2 of 6: Contacts'));
  const plan = () => page.wrapper.findAll('.step').find(one => one.text().includes('Plan'));
  await page.router.push({ query: { step: 'plan' } });
  await page.until(() => expect(page.wrapper.get('h2').text()).toBe('3 of 6: Plan'));
  expect(plan()?.classes()).toContain('open');
  await page.router.push({ query: { step: 'placement' } });
  await page.until(() => expect(plan()?.classes()).toContain('done'));
});

test.each(['EUR', 'KWD', 'JPY'])('a value in %s comes back as the same value', currency => {
  for (const amountMinor of ['1250', '125050', '1250000']) {
    const company = { contractValue: { amountMinor, currency } };
    expect(apiFormOf(formOf({ company })).company).toMatchObject(company);
  }
});

test('Back and Forward go through the steps, and lose nothing of what was typed a moment ago', async () => {
  keeper(COMPLETE);
  const page = await resumed();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  await press(page, 'Continue');
  await page.until(() => expect(page.wrapper.get('h2').text()).toContain('Contacts'));
  await inputOf(page, 'Role').setValue('billing');
  page.router.back();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  page.router.forward();
  await page.until(() => expect(shownIn(page, 'Role')).toBe('billing'));
});

test('going on with faults shows all of them at the top, takes the focus there, and each leads to its field', async () => {
  keeper();
  const page = await beginAnew();
  await press(page, 'Continue');
  await page.until(() => expect(page.text()).toContain('2 things are not right'));
  await page.until(() => expect(document.activeElement?.textContent).toContain('2 things are not right'));
  expect(page.wrapper.get('h2').text()).toContain('Company');
  await page.wrapper.get('.summary li:nth-child(2) a').trigger('click');
  await page.until(() => expect(document.activeElement).toBe(inputOf(page, 'Slug').element));
  expect(inputOf(page, 'Slug').attributes('aria-invalid')).toBe('true');
});

test('a slug that another tenant has is told at its field before anybody goes on', async () => {
  const { set } = keeper(COMPLETE);
  set({
    [`GET ${ONE}/validation`]: {
      formSteps: [
        {
          step: 'company',
          complete: false,
          faults: [
            { field: '/company/slug', code: 'slug_taken', message: 'another tenant has the slug acme' },
          ],
        },
      ],
    },
  });
  const page = await resumed();
  await page.until(() => expect(page.text()).toContain('Another tenant has this slug'));
  await press(page, 'Continue');
  await page.until(() => expect(page.text()).toContain('One thing is not right'));
});

test('pressed twice, it is submitted once, and by the version that was reviewed', async () => {
  const { state, calls } = keeper(COMPLETE, 4);
  const page = await resumed('?step=review');
  await page.until(() => expect(page.text()).toContain('Acme (sample)'));
  await press(page, 'Submit');
  await page.wrapper.get('form').trigger('submit');
  await page.until(() => expect(page.text()).toContain('It is being set up'));
  expect(state.submits).toBe(1);
  const sent = calls.find(({ operation }) => operation.endsWith('/submit'));
  expect(sent?.headers.get('if-match')).toBe('"v4"');
  // Its answers on the way take no room any more.
  const thrown = () => calls.find(({ operation }) => operation === 'DELETE /v1/console/drafts/{draftId}');
  await page.until(() => expect(thrown()?.parameters['draftId']).toBe(`onboarding-${ID}`));
});

test('without a network what was typed stays, also over a reload, and is saved when it is back', async () => {
  const { set, state, save } = keeper(COMPLETE, 2);
  const page = await resumed();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  set({ [`PATCH ${ONE}`]: noAnswer });
  await inputOf(page, 'Name of the customer').setValue('Acme Ltd (sample)');
  await page.until(() => expect(page.text()).toContain('kept in this tab, and sent again by itself'));
  page.wrapper.unmount();
  const again = await resumed();
  await again.until(() => expect(shownIn(again, 'Name of the customer')).toBe('Acme Ltd (sample)'));
  set({ [`PATCH ${ONE}`]: save });
  window.dispatchEvent(new Event('online'));
  await again.until(() =>
    expect(state.form).toMatchObject({ company: { displayName: 'Acme Ltd (sample)' } }),
  );
  await again.until(() => expect(again.text()).toContain('Saved'));
});

test('a session that ends takes nothing: what was typed is saved when somebody is back', async () => {
  const { set, state, save } = keeper(COMPLETE, 2);
  const page = await resumed();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  set({ [`PATCH ${ONE}`]: problem('unauthenticated') });
  await inputOf(page, 'Name of the customer').setValue('Acme Ltd (sample)');
  await page.until(() => expect(page.text()).toContain('Not saved: kept in this tab'));
  expect(shownIn(page, 'Name of the customer')).toBe('Acme Ltd (sample)');
  set({ [`PATCH ${ONE}`]: save });
  await press(page, 'Try again');
  await page.until(() => expect(state.form).toMatchObject({ company: { displayName: 'Acme Ltd (sample)' } }));
});

test('what one person typed is not sent, nor kept, in the name of another who signs in', async () => {
  const { set, state, save, calls } = keeper(COMPLETE, 2);
  const page = await resumed();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  set({ [`PATCH ${ONE}`]: problem('unauthenticated') });
  await inputOf(page, 'Name of the customer').setValue('Acme Ltd (sample)');
  await page.until(() => expect(page.text()).toContain('Not saved: kept in this tab'));
  const asked = () => calls.filter(({ operation }) => operation === `PATCH ${ONE}`).length;
  const before = asked();
  set({ [`PATCH ${ONE}`]: save });
  const session = useSession();
  const { session: now } = session;
  if (now === undefined) throw new Error('nobody is signed in');
  sessionStorage.clear();
  session.session = { ...now, caller: { ...now.caller, id: 'somebody-else' } };
  window.dispatchEvent(new Event('online'));
  page.wrapper.unmount();
  await new Promise(done => setTimeout(done, 50));
  expect([asked(), state.version]).toEqual([before, 2]);
  expect(Object.keys(sessionStorage).filter(key => key.includes('onboarding'))).toEqual([]);
});

test('two people in one form: other fields are taken over, and of the same field theirs stands beside yours', async () => {
  const { state } = keeper(COMPLETE, 2);
  const page = await resumed();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  state.form = {
    ...COMPLETE,
    company: { ...COMPLETE.company, displayName: 'Acme SE (sample)', crmId: '4711' },
  };
  state.version = 3;
  await inputOf(page, 'Name of the customer').setValue('Acme Ltd (sample)');
  await page.until(() => expect(page.text()).toContain('Somebody else changed the same'));
  const panel = page.wrapper.get('.collisions').text();
  expect(panel).toContain('Acme Ltd (sample)');
  expect(panel).toContain('Acme SE (sample)');
  expect(shownIn(page, 'CRM number')).toBe('4711');
  await press(page, 'Keep yours');
  await page.until(() =>
    expect(state.form).toMatchObject({ company: { displayName: 'Acme Ltd (sample)', crmId: '4711' } }),
  );
});

test('while nobody has said whose a field is to be, neither another change nor a reload lets yours overwrite theirs', async () => {
  const { state, calls } = keeper(COMPLETE, 2);
  const page = await resumed();
  await page.until(() => expect(shownIn(page, 'Name of the customer')).toBe('Acme (sample)'));
  const theirs = (more: object, version: number) => {
    state.form = { ...COMPLETE, company: { ...COMPLETE.company, displayName: 'Acme SE (sample)', ...more } };
    state.version = version;
  };
  theirs({}, 3);
  await inputOf(page, 'Name of the customer').setValue('Acme Ltd (sample)');
  await page.until(() => expect(page.text()).toContain('Somebody else changed the same'));
  theirs({ crmId: '4711' }, 4);
  await page.queryClient.invalidateQueries();
  await page.until(() => expect(shownIn(page, 'CRM number')).toBe('4711'));
  expect(page.wrapper.get('.collisions').text()).toContain('Acme SE (sample)');
  window.dispatchEvent(new Event('online'));
  page.wrapper.unmount();

  const again = await resumed();
  await again.until(() => expect(again.wrapper.get('.collisions').text()).toContain('Acme SE (sample)'));
  expect(shownIn(again, 'Name of the customer')).toBe('Acme Ltd (sample)');
  await new Promise(done => setTimeout(done, 1_000));
  expect(state.version).toBe(4);
  expect(calls.filter(({ operation }) => operation === `PATCH ${ONE}`)).toHaveLength(1);
  await press(again, 'Keep yours');
  await again.until(() =>
    expect(state.form).toMatchObject({ company: { displayName: 'Acme Ltd (sample)', crmId: '4711' } }),
  );
});

test('a begin whose answer was lost is asked for again by the same key, so that it begins one', async () => {
  const { set, state, calls } = keeper();
  set({ 'POST /v1/onboarding/submissions': noAnswer });
  const page = await beginAnew();
  await inputOf(page, 'Name of the customer').setValue('Acme (sample)');
  await page.until(() => expect(page.text()).toContain('Not saved: kept in this tab'));
  await inputOf(page, 'Name of the customer').setValue('Acme Ltd (sample)');
  set({
    'POST /v1/onboarding/submissions': ({ body }) => {
      state.form = Object(body);
      return answer(
        sampleOf('OnboardingSubmission', { submissionId: ID, status: 'draft', form: state.form, version: 1 }),
      );
    },
  });
  window.dispatchEvent(new Event('online'));
  await page.until(() => expect(state.form).toMatchObject({ company: { displayName: 'Acme Ltd (sample)' } }));
  const begins = calls.filter(({ operation }) => operation === 'POST /v1/onboarding/submissions');
  expect(new Set(begins.map(({ headers }) => headers.get('idempotency-key'))).size).toBe(1);
  expect(new Set(begins.map(({ body }) => JSON.stringify(body))).size).toBe(1);
});

test.each([
  ['down', noAnswer],
  ['silent', silence],
  ['refusing', problem('internal', { status: 500 })],
])('with telemetry %s the wizard goes on as ever', async (_how, given) => {
  const { set, state } = keeper(COMPLETE, 4);
  set({ 'POST /v1/console/telemetry': given });
  const page = await resumed('?step=roi');
  await page.until(() => expect(page.text()).toContain('5 of 6'));
  await press(page, 'Skip');
  await page.until(() => expect(page.text()).toContain('6 of 6'));
  await press(page, 'Submit');
  await page.until(() => expect(state.submits).toBe(1));
  await page.until(() => expect(page.text()).toContain('It is being set up'));
});

test('a submission whose slug another tenant had first says so, and its form opens again', async () => {
  const blocked = sampleOf('OnboardingSubmission', {
    submissionId: ID,
    status: 'needs_attention',
    form: COMPLETE,
    version: 4,
    steps: [
      {
        step: 'tenant',
        state: 'blocked',
        code: 'already_exists',
        message: 'another tenant has the slug acme',
      },
    ],
  });
  const { set, calls } = keeper(COMPLETE, 4);
  set({
    [`GET ${ONE}`]: blocked,
    [`POST ${ONE}/reopen`]: sampleOf('OnboardingSubmission', {
      submissionId: ID,
      status: 'draft',
      form: COMPLETE,
      version: 5,
    }),
  });
  const page = await resumed();
  await page.until(() => expect(page.text()).toContain('another tenant has the slug acme'));
  expect(page.text()).toContain('Stuck at: Record of the tenant');
  await press(page, 'Open the form again');
  await page.until(() => expect(calls.some(({ operation }) => operation.endsWith('/reopen'))).toBe(true));
  await page.until(() => expect(shownIn(page, 'Slug')).toBe('acme'));
});

test('a customer that is ready is given a key from its own page, by who may make keys', async () => {
  const { set } = keeper(COMPLETE, 4);
  const live = sampleOf('OnboardingSubmission', {
    submissionId: ID,
    tenantId: ID,
    status: 'live',
    form: COMPLETE,
    steps: [{ step: 'tenant', state: 'done' }],
  });
  set({ [`GET ${ONE}`]: live });
  const page = await resumed();
  const link = () =>
    page.wrapper.findAll('a').find(one => one.text().startsWith('Give the customer its key'));
  await page.until(() => expect(link()?.attributes('href')).toContain(`new=1&tenant=${ID}`));
});
