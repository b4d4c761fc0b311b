import fc from 'fast-check';

const digits = fc.stringMatching(/^[0-9]{1,9}$/);
const suffix = fc.constantFrom(
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'e0',
  'e3',
  'E-2',
  'e+5',
);

/** Quantities as people may write them, never negative; some are beyond what a binary one may hold, 2^63 - 1. */
export const writtenQuantity = fc
  .tuple(digits, fc.option(digits, { nil: undefined }), suffix)
  .map(([whole, fraction, unit]) => `${fraction === undefined ? whole : `${whole}.${fraction}`}${unit}`);
