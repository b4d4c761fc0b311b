import { z } from 'zod';
import { crd } from './schema-building.ts';

/** The form of a Kubernetes quantity that is not negative: `500m`, `1.5Gi`, `2`, `1e3`. */
const quantityPattern = /^([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]{1,2})?$/;

const wholeNumber = z.int().nonnegative().transform(String);
const quantityText = z
  .string()
  .max(32)
  .regex(quantityPattern, 'a quantity looks like 500m, 2, 1.5Gi or 1e3 and is not negative');

/** The pattern leaves out signs and absurd exponents; whether the rest is a quantity, the server itself says. */
const quantityRule = {
  rule: 'type(self) == int || isQuantity(string(self))',
  message: 'not a quantity: write a number with an optional suffix, such as 500m, 2 or 1.5Gi',
};

/**
 * A resource quantity, never negative. YAML writes `cpu: 2` as a number, so both are taken; what comes out is
 * always the string.
 */
export function quantity(description: string) {
  return z
    .union([wholeNumber, quantityText])
    .meta(crd({ description, intOrString: true, rules: [quantityRule] }));
}
