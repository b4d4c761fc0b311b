import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { useToasts } from './toasts.ts';

beforeEach(() => setActivePinia(createPinia()));

test('what is told twice is one toast, and its action takes back what was told last', () => {
  vi.useFakeTimers();
  const toasts = useToasts();
  const undone: string[] = [];
  const undo = (what: string) => ({ action: { label: 'Undo', run: () => undone.push(what) } });
  toasts.tell('Saved');
  toasts.tell('Saved');
  expect(toasts.toasts).toHaveLength(1);
  toasts.tell('Done: call them', undo('first'));
  toasts.tell('Done: call them', undo('second'));
  expect(toasts.toasts.map(({ text }) => text)).toEqual(['Saved', 'Done: call them']);
  toasts.toasts[1]?.action?.run();
  expect(undone).toEqual(['second']);
  vi.useRealTimers();
});
