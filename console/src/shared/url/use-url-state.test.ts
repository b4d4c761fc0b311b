import { mount } from '@vue/test-utils';
import { beforeEach, expect, test } from 'vitest';
import { defineComponent, h, nextTick } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import { choice, flag, list, number, sort, text, useUrlState } from './use-url-state.ts';

const SORT = { key: 'score', direction: 'asc' } as const;
let router: Router;

beforeEach(async () => {
  const Empty = { render: () => h('p') };
  router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/list', component: Empty },
      { path: '/other', component: Empty },
    ],
  });
  await router.push('/list');
});

function stateOf() {
  let found: ReturnType<typeof declare> | undefined;
  const declare = () =>
    useUrlState({
      search: text(),
      tab: choice(['facts', 'notes'], 'facts'),
      states: list(['healthy', 'watch', 'at_risk']),
      tags: list(),
      mine: flag(),
      days: number(30, { min: 1, max: 90 }),
      sort: sort(['score', 'name'], SORT),
    });
  mount(
    defineComponent({
      setup: () => {
        found = declare();
        return () => h('p');
      },
    }),
    { global: { plugins: [router] } },
  );
  if (found === undefined) throw new Error('nothing was set up');
  return found;
}
const settled = async () => {
  await nextTick();
  await new Promise(done => setTimeout(done, 5));
};
const address = () => router.currentRoute.value.fullPath;

test('what is chosen is in the address, what is as usual is not, and another page reads the same from it', async () => {
  const state = stateOf();
  state.search = 'acme & co';
  state.tab = 'notes';
  state.states = ['watch', 'at_risk'];
  state.mine = true;
  state.days = 30;
  state.sort = { key: 'name', direction: 'desc' };
  await settled();
  expect(address()).toContain('tab=notes');
  expect(address()).not.toContain('days');
  const other = stateOf();
  expect({ ...other }).toEqual({
    search: 'acme & co',
    tab: 'notes',
    states: ['watch', 'at_risk'],
    tags: [],
    mine: true,
    days: 30,
    sort: { key: 'name', direction: 'desc' },
  });
});

test('Back undoes a choice as a whole, and typing leaves no letters behind', async () => {
  const state = stateOf();
  for (const typed of ['a', 'ac', 'acm']) {
    state.search = typed;
    await settled();
  }
  state.tab = 'notes';
  state.mine = true;
  await settled();
  router.back();
  await settled();
  expect({ search: state.search, tab: state.tab, mine: state.mine }).toEqual({
    search: 'acm',
    tab: 'facts',
    mine: false,
  });
});

test('what is typed while the address still changes is not overwritten by what was before', async () => {
  const state = stateOf();
  let typed = '';
  for (const letter of 'customer') {
    typed += letter;
    state.search = typed;
    await Promise.resolve();
    expect(state.search).toBe(typed);
  }
  await settled();
  expect(address()).toBe('/list?search=customer');
});

test('an address that somebody bent by hand is read as far as it makes sense', async () => {
  await router.push('/list?tab=nonsense&days=900&states=watch,nonsense&sort=-nonsense&mine=&days=7');
  const state = stateOf();
  expect({ ...state }).toMatchObject({ tab: 'facts', days: 30, states: ['watch'], mine: true, sort: SORT });
});

test('a comma within a word of a list survives the address', async () => {
  const state = stateOf();
  state.tags = ['a,b', '50%'];
  await settled();
  expect(stateOf().tags).toEqual(['a,b', '50%']);
});

test('a page that is left takes its parameters with it', async () => {
  const state = stateOf();
  state.search = 'acme';
  void router.push('/other');
  await settled();
  expect(address()).toBe('/other');
});

test('a link that is followed twice takes nothing from a page that still stands', async () => {
  const url = stateOf();
  await router.push('/list?search=acme');
  const held: (() => void)[] = [];
  router.beforeEach(to =>
    to.path === '/other' ? new Promise<void>(resolve => held.push(resolve)) : undefined,
  );
  const first = router.push('/other');
  await expect.poll(() => held.length).toBe(1);
  const second = router.push('/other');
  await expect.poll(() => held.length).toBe(2);
  held[0]?.();
  await first;
  expect(url.search).toBe('acme');
  // Nor does what is written then call back whoever leaves.
  url.search = 'acme corp';
  await new Promise(resolve => setTimeout(resolve));
  held[1]?.();
  await second;
  expect(router.currentRoute.value.path).toBe('/other');
});

test('a word with a lone % in the address is the word as it is', async () => {
  await router.push({ path: '/list', query: { tags: '50%,a%2Cb' } });
  expect(stateOf().tags).toEqual(['50%', 'a,b']);
});
