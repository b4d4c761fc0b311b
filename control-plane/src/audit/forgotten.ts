import { hiddenAs } from './field-changes.ts';

/** In the place of what was erased. */
export const ERASED = 'erased';
export const ERASED_EMAIL = 'erased@erased.invalid';
/** Names of people that stand beside what they did. */
const PEOPLE = /^(author|by|requestedBy)$/;

/** A state without the people in it, and still one that can be read: fields stay what they are, texts are others. */
export function forgotten(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map(item => forgotten(item, `${field}/item`));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const below = `${field}/${key}`;
      const isPersonal = PEOPLE.test(key) || hiddenAs(below) === '[personal]';
      return [key, isPersonal ? withoutTexts(item) : forgotten(item, below)];
    }),
  );
}

function withoutTexts(value: unknown): unknown {
  if (typeof value === 'string') return value.includes('@') ? ERASED_EMAIL : ERASED;
  if (Array.isArray(value)) return [];
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutTexts(item)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
