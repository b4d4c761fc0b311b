/**
 * Kubernetes resource quantities, exactly: BigInt, never a float.
 *
 * Follows k8s.io/apimachinery/pkg/api/resource/{quantity,amount,suffix}.go (1.34), whose canonical form is: no
 * precision lost, no fraction printed, the largest suffix that allows both.
 */

type Format = 'DecimalSI' | 'BinarySI' | 'DecimalExponent';

/** An amount with the notation it came in. Make it with {@link parseQuantity}. */
export interface ParsedQuantity {
  /** The amount in billionths: Kubernetes keeps no finer part and rounds it up, away from zero. */
  readonly nanos: bigint;
  readonly format: Format;
}

/** Text that is no quantity. `code` is the stable reason that a condition gives. */
export class QuantityError extends Error {
  readonly code = 'InvalidQuantity';

  constructor(text: string) {
    super(`"${text}" is not a quantity: write a number with an optional suffix, such as 500m, 2 or 1.5Gi`);
    this.name = 'QuantityError';
  }
}

const NANO_DIGITS = 9;
const NANOS = 10n ** 9n;
const MAX_INT64 = 2n ** 63n - 1n;
/** A longer exponent than int32 can hold is refused by the API server; so large a number would be of no use. */
const MAX_EXPONENT = 99;
/** So many thousands of billionths are the largest exponent. */
const MOST_THOUSANDS = (MAX_EXPONENT + NANO_DIGITS) / 3;

const decimalExponents: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const decimalSuffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const binarySuffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

interface Notation {
  readonly negative: boolean;
  /** Digits before and after the point, without leading zeros in front of the point. */
  readonly whole: string;
  readonly fraction: string;
  readonly format: Format;
  /** Power of ten, or of two for BinarySI. */
  readonly exponent: number;
}

/** @throws QuantityError when the text is not a quantity. */
export function parseQuantity(text: string): ParsedQuantity {
  const notation = readNotation(text);
  const magnitude = magnitudeInNanos(notation);
  const format = notation.format === 'BinarySI' && magnitude < NANOS ? 'DecimalSI' : notation.format;
  return { nanos: notation.negative ? -magnitude : magnitude, format };
}

/**
 * The canonical form: `1000m` is `1`, `0.5` is `500m`, `1.5Gi` is `1536Mi`. Beyond 999E, where the API server finds no
 * suffix and prints a wrong amount (`1000E` becomes `1`), the number grows instead. What is printed always reads as the
 * same amount: a sum that no binary notation may have, since it would be cut to 2^63-1, is printed without one.
 */
export function formatQuantity({ nanos, format }: ParsedQuantity): string {
  if (nanos === 0n) return '0';
  const magnitude = nanos < 0n ? -nanos : nanos;
  if (format === 'BinarySI' && isBinary(magnitude)) {
    const { rest, times } = withoutFactors(nanos / NANOS, 1024n, binarySuffixes.length - 1);
    return `${rest}${binarySuffixes[times]}`;
  }
  const { rest, times } = withoutFactors(nanos, 1000n, MOST_THOUSANDS);
  if (format === 'DecimalExponent') {
    const exponent = times * 3 - NANO_DIGITS;
    return exponent === 0 ? `${rest}` : `${rest}e${exponent}`;
  }
  const largest = Math.min(times, decimalSuffixes.length - 1);
  return `${rest * 1000n ** BigInt(times - largest)}${decimalSuffixes[largest]}`;
}

function isBinary(magnitude: bigint): boolean {
  return magnitude >= 1024n * NANOS && magnitude <= MAX_INT64 * NANOS && magnitude % NANOS === 0n;
}

/**
 * What the API server answers for a quantity that was written so: the canonical form, except that it keeps some
 * notations as they came (`1.500` stays, while `1.50` becomes `1500m`): those it parses without big numbers and
 * whose exponent is already a multiple of three.
 *
 * @throws QuantityError when the text is not a quantity.
 */
export function canonicalQuantity(text: string): string {
  return isKeptAsWritten(text) ? text : formatQuantity(parseQuantity(text));
}

/**
 * Negative, zero or positive as `a` is less than, equal to or more than `b`.
 *
 * @throws QuantityError when either is not a quantity.
 */
export function compareQuantities(a: string, b: string): -1 | 0 | 1 {
  const difference = parseQuantity(a).nanos - parseQuantity(b).nanos;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/**
 * The sum, in canonical form and in the notation of the first quantity that is not zero.
 *
 * @throws QuantityError when one of them is not a quantity.
 */
export function addQuantities(...quantities: readonly string[]): string {
  let sum: ParsedQuantity = { nanos: 0n, format: 'DecimalSI' };
  for (const text of quantities) {
    const next = parseQuantity(text);
    sum = { nanos: sum.nanos + next.nanos, format: sum.nanos === 0n ? next.format : sum.format };
  }
  return formatQuantity(sum);
}

/**
 * The amount `count` times over, in canonical form.
 *
 * @throws QuantityError when the text is not a quantity; RangeError when `count` is not a whole number.
 */
export function multiplyQuantity(text: string, count: number): string {
  const { nanos, format } = parseQuantity(text);
  return formatQuantity({ nanos: nanos * BigInt(count), format });
}

function readNotation(text: string): Notation {
  const match = /^([-+]?)0*([0-9]*)(?:\.([0-9]*))?([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$/.exec(text);
  const [, sign = '', whole = '', fraction = '', suffix = ''] = match ?? [];
  if (!match || !/[0-9]/.test(text.slice(0, text.length - suffix.length))) throw new QuantityError(text);
  const digits = { negative: sign === '-', whole: whole || '0', fraction };
  const binary = binarySuffixes.indexOf(suffix);
  if (binary > 0) return { ...digits, format: 'BinarySI', exponent: binary * 10 };
  const decimal = decimalExponents[suffix];
  if (decimal !== undefined) return { ...digits, format: 'DecimalSI', exponent: decimal };
  const exponent = Number(suffix.slice(1));
  if (Math.abs(exponent) > MAX_EXPONENT) throw new QuantityError(text);
  return { ...digits, format: 'DecimalExponent', exponent };
}

function magnitudeInNanos({ whole, fraction, format, exponent }: Notation): bigint {
  const unscaled = BigInt(whole + fraction);
  if (format === 'BinarySI') {
    const nanos = scaled(unscaled * 2n ** BigInt(exponent), NANO_DIGITS - fraction.length);
    const most = MAX_INT64 * NANOS;
    return nanos > most ? most : nanos;
  }
  return scaled(unscaled, NANO_DIGITS + exponent - fraction.length);
}

/** `value × 10^digits`, rounded up. */
function scaled(value: bigint, digits: number): bigint {
  if (digits >= 0) return value * 10n ** BigInt(digits);
  const divisor = 10n ** BigInt(-digits);
  return (value + divisor - 1n) / divisor;
}

function withoutFactors(value: bigint, factor: bigint, most: number): { rest: bigint; times: number } {
  let rest = value;
  let times = 0;
  while (times < most && rest % factor === 0n) {
    rest /= factor;
    times++;
  }
  return { rest, times };
}

/** The short cut of ParseQuantity that keeps the string; see there for the limits. */
function isKeptAsWritten(text: string): boolean {
  const { whole, fraction, format, exponent } = readNotation(text);
  const digits = whole + fraction;
  const value = BigInt(digits);
  if (value === 0n) return text === '0';
  if (format === 'BinarySI') {
    const fits = 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1 >= 0;
    return (
      fits &&
      fraction === '' &&
      !/\./.test(text) &&
      value % 8n !== 0n &&
      value << BigInt(exponent) <= MAX_INT64
    );
  }
  const scale = exponent - fraction.length;
  const fits = digits.length <= 18 && scale >= -NANO_DIGITS;
  return fits && scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}
