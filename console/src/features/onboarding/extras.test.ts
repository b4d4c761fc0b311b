import { expect, test } from 'vitest';
import { defineComponent, h, ref } from 'vue';
import { mockApi, problem } from '../../shared/api/testing/mock-api.test-support.ts';
import { mountPage } from '../../shared/api/testing/mount-page.test-support.ts';
import { useExtras } from './draft/use-extras.ts';

const DRAFTS = '/v1/console/drafts';
const ONE = `${DRAFTS}/{draftId}`;
const head = (draftId: string, day: string) => ({
  draftId,
  updatedAt: `2026-01-${day}T00:00:00.000Z`,
  endsAt: '2026-02-20T00:00:00.000Z',
  version: 1,
});

/** A control plane with so many places for drafts, and the answers of one form. */
async function answering(places: number) {
  const kept = new Map([
    ['note-1', head('note-1', '01')],
    ['onboarding-b', head('onboarding-b', '03')],
    ['onboarding-a', head('onboarding-a', '02')],
  ]);
  const { calls } = mockApi({
    [`GET ${DRAFTS}`]: () => ({ items: [...kept.values()] }),
    [`GET ${ONE}`]: problem('not_found'),
    [`PUT ${ONE}`]: ({ parameters: { draftId = '' } }) => {
      if (!kept.has(draftId) && kept.size >= places)
        return problem('conflict', { reason: 'too_many_drafts' });
      kept.set(draftId, head(draftId, '09'));
      return { ...head(draftId, '09'), content: '' };
    },
    [`DELETE ${ONE}`]: ({ parameters: { draftId = '' } }) => {
      kept.delete(draftId);
    },
  });
  let made: ReturnType<typeof useExtras> | undefined;
  const Form = defineComponent({
    setup() {
      made = useExtras(ref('c'));
      return () => h('p');
    },
  });
  const page = await mountPage(Form);
  if (made === undefined) throw new Error('the form was not set up');
  return { ...made, page, calls, kept: () => [...kept.keys()].sort() };
}

test('where no more drafts are kept, the oldest of this form makes room, and what else somebody writes stays', async () => {
  const { change, page, kept } = await answering(3);
  change({ support: 'phone' });
  await page.until(() => expect(kept()).toEqual(['note-1', 'onboarding-b', 'onboarding-c']));
});

test('answers of a form that is over are kept no longer, also those that were on their way', async () => {
  const { change, forget, page, kept } = await answering(9);
  change({ support: 'phone' });
  await page.until(() => expect(kept()).toContain('onboarding-c'));
  change({ support: 'mail' });
  await forget();
  expect(kept()).not.toContain('onboarding-c');
  await new Promise(done => setTimeout(done, 1_700));
  expect(kept()).not.toContain('onboarding-c');
  expect(Object.keys(sessionStorage).filter(key => key.includes('extras'))).toEqual([]);
});
