import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { quantity } from '../src/kubernetes/quantity-schema.ts';
import { crd, keyedMap } from '../src/kubernetes/schema-building.ts';
import { structuralSchema } from './structural-schema.ts';

const described = (description = 'words') => z.string().meta(crd({ description }));
const object = (shape: z.core.$ZodLooseShape) => z.object(shape).meta(crd({ description: 'an object' }));

describe('generation fails, and says where, for', () => {
  test.each([
    ['a field without words', { a: z.string() }, 'a has no description'],
    ['a field with empty words', { a: described('') }, 'a has no description'],
    [
      'a field deep within',
      { a: object({ b: z.array(z.string()).meta(crd({ description: 'x' })) }) },
      'a.b[] has no description',
    ],
    ['a union', { a: z.union([z.string(), z.boolean()]).meta(crd({ description: 'x' })) }, 'a is a union'],
    [
      'a constraint that is not converted',
      {
        a: z
          .number()
          .multipleOf(2)
          .meta(crd({ description: 'x' })),
      },
      'a uses multipleOf',
    ],
    ['a value that is no data', { a: z.date().meta(crd({ description: 'x' })) }, 'cannot be represented'],
  ])('%s', (_, shape, message) => {
    expect(() => structuralSchema(object(shape))).toThrow(message);
  });
});

describe('a structural schema', () => {
  test('asks for what has no default, and gives the defaults of the rest', () => {
    const schema = object({ a: described(), b: described().default('x'), c: described().optional() });
    expect(structuralSchema(schema)).toMatchObject({
      type: 'object',
      required: ['a'],
      properties: { a: { type: 'string' }, b: { default: 'x' }, c: { type: 'string' } },
    });
  });

  test('leaves out the bounds of a double, which zod puts on every integer', () => {
    const schema = object({ a: z.int().meta(crd({ description: 'x', format: 'int64' })) });
    expect(structuralSchema(schema)).toMatchObject({
      properties: { a: { description: 'x', type: 'integer', format: 'int64' } },
    });
  });

  test('takes quantities as numbers and as strings', () => {
    expect(structuralSchema(quantity('Size.'))).toMatchObject({
      anyOf: [{ type: 'integer' }, { type: 'string' }],
      'x-kubernetes-int-or-string': true,
      minimum: 0,
      maxLength: 32,
    });
  });

  test('checks the keys of a map by a rule, since it has no words for them', () => {
    const schema = keyedMap({ pattern: /^a\.b$/, message: 'no' }, described(), {
      description: 'x',
      maxProperties: 3,
    });
    expect(structuralSchema(schema)).toMatchObject({
      maxProperties: 3,
      'x-kubernetes-validations': [{ rule: 'self.all(key, key.matches("^a\\\\.b$"))', message: 'no' }],
    });
  });
});
