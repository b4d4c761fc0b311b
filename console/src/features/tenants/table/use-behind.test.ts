import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h } from 'vue';
import { createMemoryHistory, createRouter } from 'vue-router';
import { aRow } from '../../../shared/tenants/rows.test-support.ts';
import { useBehind } from './use-behind.ts';

test('the use of a row leads to that tenant and meter among the usage of all, in the words of that page', () => {
  const empty = { render: () => h('p') };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['usage', 'alerts'].map(name => ({ path: `/${name}`, name, component: empty })),
  });
  let behind: ReturnType<typeof useBehind> | undefined;
  mount(
    defineComponent({
      setup: () => {
        behind = useBehind();
        return () => h('p');
      },
    }),
    { global: { plugins: [router] } },
  );
  const row = aRow({ tenantId: 't-1', sparkMeter: 'query', allowanceMeter: null });
  expect(behind?.(row, 'use')).toBe('/usage?tenants=t-1&meter=query');
  expect(behind?.(row, 'allowance')).toBe('/usage?tenants=t-1');
  expect(behind?.(row, 'alerts')).toBe('/alerts?tenantId=t-1');
});
