import type { Locator, Page, Route } from 'playwright-core';
import type { ConsoleWorld } from './console-world.ts';
import { shown } from './console-world.ts';
import { liveWords } from './in-page.ts';
import type { Written } from './written-test.ts';

/** How an answer goes wrong, between the page and the control plane that runs. Neighbours are told in other words. */
const ANSWERS: Readonly<Record<string, (route: Route) => Promise<void>>> = {
  'no answer': route => route.abort('connectionrefused'),
  '403': route => refuse(route, 403, 'forbidden'),
  '404': route => refuse(route, 404, 'not_found'),
  '409': route => refuse(route, 409, 'conflict'),
  '412': route => refuse(route, 412, 'precondition_failed'),
  '429': route => refuse(route, 429, 'rate_limited'),
  '500': route => refuse(route, 500, 'internal'),
  'half an answer': route =>
    route.fulfill({ status: 200, contentType: 'application/json', body: '{"items":[{"tenantId":"0' }),
};
/** In what words a change that was answered so is told of. */
const TOLD: Readonly<Record<string, RegExp>> = {
  'no answer': /The control plane did not answer/,
  '403': /You may not do this/,
  '404': /There is no such thing/,
  '409': /not in a state that allows this/,
  '412': /Somebody changed it/,
  '429': /Too many requests/,
  '500': /Something failed/,
  'half an answer': /The control plane did not answer/,
};
/** What a page says is no answer of a list. */
const ONLY_TO_CHANGES = ['409', '412'];
const PAGES = ['/tenants', '/alerts', '/statements'];
/** Who asks, and what comes by itself, answers as ever: the page is there. */
const OF_THE_PAGE = /\/v1\/(?!session|stream|preferences|console|telemetry|views)/;
const NOTE = 'What was typed while nothing could be saved';

export const badStates: Written = {
  key: 'bad-states',
  name: 'whatever goes wrong between a page and the control plane is told on the page, loses nothing that was typed, and is mended by one press',
  async run(world, ids) {
    const faults: string[] = [];
    const page = await world.signedIn();
    const errors = world.errors.length;
    for (const address of PAGES) faults.push(...(await reading(world, page, address)));
    faults.push(...(await slow(page)));
    faults.push(...(await writing(world, page, ids['tenantId'] ?? '')));
    faults.push(...(await cutStream(page)));
    faults.push(...(await twoPeople(world, page, ids['tenantId'] ?? '')));
    faults.push(...(await wrongClock(world, ids['tenantId'] ?? '')));
    faults.push(...(await goneWhileOpen(world, page, ids['tenantId'] ?? '')));
    await world.close(page);
    // The browser itself tells of each answer that was kept from the page here.
    const own = world.errors.splice(errors).filter(error => !/Failed to load resource|ERR_/.test(error));
    world.errors.push(...own);
    return faults;
  },
};

function refuse(route: Route, status: number, code: string): Promise<void> {
  const headers = {
    'content-type': 'application/problem+json',
    ...(status === 429 && { 'retry-after': '1' }),
  };
  return route.fulfill({ status, headers, body: JSON.stringify({ code, title: code, status }) });
}

/** Only reads of the page are kept from it. */
const readsFail = (answer: (route: Route) => Promise<void>) => (route: Route) =>
  route.request().method() === 'GET' ? answer(route) : route.continue();

async function reading(world: ConsoleWorld, page: Page, address: string): Promise<string[]> {
  const faults: string[] = [];
  let pressed = 0;
  const main = page.getByRole('main');
  for (const [kind, answer] of Object.entries(ANSWERS)) {
    if (ONLY_TO_CHANGES.includes(kind)) continue;
    const at = `${address}, ${kind}`;
    await world.count(page);
    await page.route(OF_THE_PAGE, readsFail(answer));
    await page.goto(address);
    const told = main.getByRole('alert').filter({ hasText: /\w/ }).first();
    if (!(await appears(told))) faults.push(`${at}: nothing is told`);
    await page.unroute(OF_THE_PAGE);
    const again = main.getByRole('button', { name: 'Try again' }).first();
    const rows = main.locator('tbody tr, li a').first();
    await appears(again.or(rows).first());
    // It may come back by itself while it is pressed: then there is no button any more.
    const isPressed = await again.click({ timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (isPressed) pressed += 1;
    if (!(await appears(rows))) faults.push(`${at}: it does not come back by one press`);
  }
  if (pressed === 0) faults.push(`${address}: there was never a button that tries again`);
  return faults;
}

async function slow(page: Page): Promise<string[]> {
  await page.route(OF_THE_PAGE, async route => {
    await new Promise(resolve => setTimeout(resolve, 2_500));
    await route.continue().catch(() => undefined);
  });
  await page.goto('/alerts');
  const waits = await appears(page.locator('.skeleton').first());
  await shown(page);
  const came = await appears(page.getByRole('main').locator('tbody tr').first());
  await page.unroute(OF_THE_PAGE);
  return [
    ...(waits ? [] : ['slow: nothing says that it is on its way']),
    ...(came ? [] : ['slow: what came late is not shown']),
  ];
}

const appears = (target: Locator, timeout = 15_000): Promise<boolean> =>
  target.waitFor({ timeout }).then(
    () => true,
    () => false,
  );

async function writing(world: ConsoleWorld, page: Page, tenantId: string): Promise<string[]> {
  const faults: string[] = [];
  // Of this run: one that runs already may have others.
  const note = `${NOTE} ${Date.now().toString(36)}`;
  await page.goto(`/tenants/${tenantId}`);
  await shown(page);
  await page.getByRole('button', { name: 'Add note' }).first().click();
  const dialog = page.getByRole('dialog');
  const field = dialog.getByLabel('Note', { exact: true });
  await field.fill(note);
  const send = dialog.getByRole('button', { name: 'Add note' });
  const NOTES = /\/v1\/tenants\/[^/]+\/notes/;
  for (const [kind, answer] of Object.entries(ANSWERS)) {
    await page.route(NOTES, route =>
      route.request().method() === 'POST' ? answer(route) : route.continue(),
    );
    await send.click();
    // In its own words: what was told of the answer before may still stand there.
    const told = dialog
      .getByRole('alert')
      .filter({ hasText: TOLD[kind] ?? /\w/ })
      .first();
    if (!(await appears(told))) faults.push(`a note, ${kind}: nothing is told`);
    if ((await field.inputValue()) !== note) faults.push(`a note, ${kind}: what was typed is lost`);
    await page.unroute(NOTES);
  }
  await send.click();
  await dialog.waitFor({ state: 'detached' });
  const told = async () =>
    (await page.evaluate(liveWords)).filter(words => words.includes('Note added')).length;
  const kept = async () => {
    const { data } = await world.client.GET('/v1/tenants/{tenantId}/notes', {
      params: { path: { tenantId } },
    });
    return data?.items.filter(({ text }) => text === note).length ?? 0;
  };
  const isThere = async () => ((await told()) > 0 && (await kept()) > 0 ? true : undefined);
  await world.until('the note', isThere, 15_000).catch(() => undefined);
  // Once, and not again.
  await page.waitForTimeout(1_000);
  if ((await told()) !== 1) faults.push(`"Note added" was told ${await told()} times`);
  if ((await kept()) !== 1) faults.push(`the note is there ${await kept()} times`);
  if (!(await appears(page.getByText(note).first()))) faults.push('the note is not shown');
  return faults;
}

/** An EventSource that is open stays so, whatever the network does: it is refused from the beginning, and then let through. */
async function cutStream(page: Page): Promise<string[]> {
  const STREAM = /\/v1\/stream/;
  const banner = page.getByRole('banner');
  const rows = page.getByRole('main').locator('tbody tr');
  await page.goto('/tenants');
  await shown(page);
  if (!(await appears(banner.getByText('Live', { exact: true })))) return ['the stream: never live'];
  const before = await settledCount(rows);
  await page.route(STREAM, route => route.abort('connectionreset'));
  await page.reload();
  await shown(page);
  const cut = await appears(banner.getByText('Reconnecting'), 30_000);
  const kept = await settledCount(rows);
  await page.unroute(STREAM);
  const back = await appears(banner.getByText('Live', { exact: true }), 60_000);
  return [
    ...(cut ? [] : ['the stream cut: nothing says so']),
    ...(kept === before ? [] : [`the stream cut: ${kept} rows are shown of ${before}`]),
    ...(back ? [] : ['the stream cut: it does not come back by itself']),
  ];
}

async function settledCount(rows: Locator): Promise<number> {
  await appears(rows.first());
  let before = -1;
  for (let look = 0; look < 20; look++) {
    const now = await rows.count();
    if (now === before) return now;
    before = now;
    await rows.page().waitForTimeout(300);
  }
  return before;
}

const HOUR = 3_600_000;
const WRONG = [
  ['behind', -HOUR],
  ['ahead', HOUR],
] as const;

/** A device whose clock is wrong: it is told once, and what was just written was just written. */
async function wrongClock(world: ConsoleWorld, tenantId: string): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, by] of WRONG) {
    const text = `Written before a clock that is an hour ${what}`;
    await world.client.POST('/v1/tenants/{tenantId}/notes', {
      params: { path: { tenantId }, header: { 'Idempotency-Key': crypto.randomUUID() } },
      body: { text },
    });
    const page = await world.signedIn();
    await page.clock.install({ time: Date.now() + by });
    await page.goto(`/tenants/${tenantId}`);
    await shown(page);
    const told = `The clock of this device is 60 minutes ${what}`;
    if (!(await appears(page.getByText(told).first()))) faults.push(`a clock ${what}: nothing says so`);
    const main = page.getByRole('main');
    const note = main.locator('li').filter({ hasText: text }).first();
    if (!(await appears(note.getByText(/^(this minute|[12] minutes? ago)/).first())))
      faults.push(
        `a clock ${what}: a note of this minute is told as "${await note.innerText().catch(() => '')}"`,
      );
    await page.getByRole('link', { name: 'Tenants', exact: true }).first().click();
    await shown(page);
    if (!(await appears(main.getByText('As of this minute'))))
      faults.push(`a clock ${what}: what was just read is told as of another time`);
    const times = (await page.evaluate(liveWords)).filter(words => words.includes(told)).length;
    if (times > 1) faults.push(`a clock ${what} was told ${times} times`);
    await world.close(page);
  }
  return faults;
}

async function twoPeople(world: ConsoleWorld, page: Page, tenantId: string): Promise<string[]> {
  await page.goto(`/tenants/${tenantId}?tab=about`);
  await shown(page);
  await page.getByRole('region', { name: 'Contract' }).getByRole('button', { name: /Edit/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Id in the CRM/).fill('typed-here');
  const path = { tenantId };
  const { response } = await world.client.GET('/v1/tenants/{tenantId}', { params: { path } });
  await world.client.PATCH('/v1/tenants/{tenantId}', {
    params: { path, header: { 'If-Match': response.headers.get('etag') ?? '' } },
    body: { crmId: `saved-elsewhere-${Date.now().toString(36)}` },
  });
  await dialog.getByRole('button', { name: 'Save' }).click();
  const told = await appears(dialog.getByText('Somebody changed it since you read it'));
  const theirs = await appears(dialog.getByText(/saved-elsewhere/).first());
  const kept = (await dialog.getByLabel(/^Id in the CRM/).inputValue()) === 'typed-here';
  await dialog.getByRole('button', { name: /mine/i }).click();
  await dialog.waitFor({ state: 'detached' });
  const after = await world.client.GET('/v1/tenants/{tenantId}', { params: { path } });
  return [
    ...(told ? [] : ['two people: nobody is told']),
    ...(theirs ? [] : ['two people: theirs is not shown']),
    ...(kept ? [] : ['two people: what was typed is lost']),
    ...(after.data?.crmId === 'typed-here' ? [] : ['two people: mine was not saved over it']),
  ];
}

/** A real deletion waits for days of grace: that it is over is answered here, and told by the stream as it is. */
async function goneWhileOpen(world: ConsoleWorld, page: Page, tenantId: string): Promise<string[]> {
  await page.goto(`/tenants/${tenantId}`);
  await shown(page);
  const GONE = new RegExp(`/v1/tenants/${tenantId}`);
  await page.route(GONE, route => refuse(route, 404, 'not_found'));
  const path = { tenantId };
  const { response } = await world.client.GET('/v1/tenants/{tenantId}', { params: { path } });
  await world.client.PATCH('/v1/tenants/{tenantId}', {
    params: { path, header: { 'If-Match': response.headers.get('etag') ?? '' } },
    body: { crmId: `gone-${Date.now().toString(36)}` },
  });
  const told = await appears(page.getByText(/is not there any more/).first(), 30_000);
  const left = await page.getByRole('main').getByRole('tab').count();
  await page.unroute(GONE);
  return [
    ...(told ? [] : ['deleted while open: nothing says so']),
    ...(left > 0 ? [] : ['deleted while open: what was last known is gone, too']),
  ];
}
