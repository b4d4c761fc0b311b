import type { z } from 'zod';

/** What is wrong, in the words of who calls rather than of the validator; a schema's own words come first. */
export const inPlainWords: { readonly error: z.core.$ZodErrorMap } = { error: plainFault };

function plainFault(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type': {
      const expected = NAMES[String(issue['expected'])] ?? String(issue['expected']);
      return issue.input === undefined ? `it is missing: ${expected}` : `it is ${expected}`;
    }
    case 'unrecognized_keys':
      return `there is no field ${namesOf(issue['keys'])} here`;
    case 'invalid_value':
      return `one of ${namesOf(issue['values'])}`;
    case 'too_small':
      return `at least ${amount(issue['minimum'], issue['origin'])}`;
    case 'too_big':
      return `at most ${amount(issue['maximum'], issue['origin'])}`;
    case 'invalid_format':
      return FORMATS[String(issue['format'])];
    case 'invalid_union':
      return 'it has none of the forms that are taken here';
    default:
      return undefined;
  }
}

const NAMES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  record: 'an object',
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  undefined: 'left out: nothing is taken here',
};

const FORMATS: Readonly<Record<string, string>> = {
  uuid: 'a UUID',
  datetime: 'a time such as 2027-01-31T12:00:00Z',
  date: 'a day such as 2027-01-31',
  email: 'an e-mail address',
  url: 'an address such as https://example.com/',
};

const COUNTED: Readonly<Record<string, string>> = {
  string: ' characters',
  array: ' items',
  set: ' items',
};

function amount(bound: unknown, origin: unknown): string {
  return `${String(bound)}${COUNTED[String(origin)] ?? ''}`;
}

function namesOf(names: unknown): string {
  const list: readonly unknown[] = Array.isArray(names) ? names : [names];
  return list.map(name => JSON.stringify(name)).join(', ');
}
