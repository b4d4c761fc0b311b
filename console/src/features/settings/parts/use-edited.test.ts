import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query';
import { mount } from '@vue/test-utils';
import { expect, test } from 'vitest';
import { defineComponent, h } from 'vue';
import { useEdited } from './use-edited.ts';

test('what is typed while settings are being saved is the next change, and is not lost', async () => {
  let stored = { value: { name: 'before' }, etag: 'v1' };
  let arrive: () => void = () => undefined;
  const write = async (body: { name: string }) => {
    await new Promise<void>(resolve => {
      arrive = resolve;
    });
    stored = { value: body, etag: 'v2' };
    return stored;
  };
  const declare = () =>
    useEdited({
      key: ['sample'],
      heeds: ['sample'],
      read: async () => stored,
      bodyOf: value => value,
      write,
    });
  let edited: ReturnType<typeof declare> | undefined;
  mount(
    defineComponent({
      setup: () => {
        edited = declare();
        return () => h('p');
      },
    }),
    { global: { plugins: [[VueQueryPlugin, { queryClient: new QueryClient() }]] } },
  );
  await expect.poll(() => edited?.draft?.name).toBe('before');
  if (edited === undefined) throw new Error('nothing was set up');
  edited.draft = { name: 'first' };
  const saving = edited.save();
  edited.draft = { name: 'first and more' };
  arrive();
  expect(await saving).toBe(true);
  expect([edited?.draft?.name, edited?.base?.etag, edited?.changed]).toEqual(['first and more', 'v2', true]);
});
