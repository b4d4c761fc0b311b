import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EffectScope, effectScope } from 'vue';
import { type Shortcut, shortcuts, shortcutsOn, useShortcuts } from './use-shortcuts.ts';

let scope: EffectScope;
let ran: string[];
const shortcut = (keys: string, name = keys): Shortcut => ({ keys, label: name, run: () => ran.push(name) });
const press = (key: string, target: Element = document.body, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

beforeEach(() => {
  [ran, scope, shortcutsOn.value] = [[], effectScope(), true];
  scope.run(() => useShortcuts([shortcut('j'), shortcut('g t'), shortcut('t')]));
});
afterEach(() => {
  scope.stop();
  document.body.innerHTML = '';
});

test('a key does what it is registered for, and two after each other what the pair is for', () => {
  for (const key of ['j', 'g', 't', 't']) press(key);
  expect(ran).toEqual(['j', 'g t', 't']);
});

test('keys are left alone while somebody types, chooses in a menu or presses a modifier', () => {
  document.body.innerHTML = '<input><div role="menu"><button></button></div><input type="checkbox">';
  const [input, checkbox] = document.querySelectorAll('input');
  for (const target of [input, document.querySelector('button')]) if (target) press('j', target);
  press('j', document.body, { ctrlKey: true });
  expect(ran).toEqual([]);
  if (checkbox) press('j', checkbox);
  expect(ran).toEqual(['j']);
});

test('a page has its own listed before those that hold everywhere, in the order that it gave them in', () => {
  const page = effectScope();
  page.run(() => useShortcuts([shortcut('j', 'own j'), shortcut('k')]));
  expect(shortcuts.map(({ keys }) => keys)).toEqual(['j', 'k', 'j', 'g t', 't']);
  press('j');
  page.stop();
  press('j');
  expect(ran).toEqual(['own j', 'j']);
});

test('they can be switched off', () => {
  shortcutsOn.value = false;
  press('j');
  expect(ran).toEqual([]);
});

test('what a page registers wins over what the shell does, and ends with the page', () => {
  const page = effectScope();
  page.run(() => useShortcuts([shortcut('j', 'page')]));
  press('j');
  page.stop();
  press('j');
  expect(ran).toEqual(['page', 'j']);
  expect(shortcuts.map(({ label }) => label)).toEqual(['j', 'g t', 't']);
});
