import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { isLocale, languageTag } from '../i18n/locales.ts';
import { clockOffset, useClock } from './clock.ts';
import { isCurrencyCode } from './decimal.ts';
import { formatMoney, isDecimal } from './money.ts';

const MINUTE = 60_000;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
];

interface Formats {
  readonly numbers: Intl.NumberFormat;
  readonly compacts: Intl.NumberFormat;
  readonly percents: Intl.NumberFormat;
  readonly dates: (time: string | number) => string;
  readonly times: (time: string | number) => string;
  readonly hours: Intl.DateTimeFormat;
  readonly relatives: Intl.RelativeTimeFormat;
}

// Making one costs as much as formatting a hundred numbers, and a table has a thousand cells.
const made = new Map<string, Formats>();

function formatsOf(tag: string): Formats {
  const known = made.get(tag);
  if (known !== undefined) return known;
  const formats: Formats = {
    numbers: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
    compacts: new Intl.NumberFormat(tag, { notation: 'compact', maximumSignificantDigits: 3 }),
    percents: new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }),
    dates: remembered(new Intl.DateTimeFormat(tag, { dateStyle: 'medium' })),
    times: remembered(new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short' })),
    hours: new Intl.DateTimeFormat(tag, { timeStyle: 'short' }),
    relatives: new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }),
  };
  made.set(tag, formats);
  return formats;
}

/** No page shows so many at once. */
const MOST_REMEMBERED = 2_000;

/** Rows that come into sight again say the same times: writing one takes longer than all else of its cell. */
function remembered(format: Intl.DateTimeFormat): (time: string | number) => string {
  const known = new Map<string | number, string>();
  return time => {
    const before = known.get(time);
    if (before !== undefined) return before;
    const text = format.format(new Date(time));
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(time, text);
    return text;
  };
}

/** How numbers, money and times are written for whoever reads: their language, and the zone of their clock. */
export function useFormat() {
  const { locale } = useI18n();
  const tag = computed(() => (isLocale(locale.value) ? languageTag(locale.value) : 'en'));
  const formats = computed(() => formatsOf(tag.value));
  const now = useClock();

  /** Also of integers past 2^53 that come as text. */
  const number = (value: number | string | bigint): string =>
    formats.value.numbers.format(
      typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : Number(value),
    );

  return {
    tag,
    number,
    /** 1.2M: where there is little room, beside something that tells all digits. */
    compact: (value: number | string) => formats.value.compacts.format(Number(value)),
    /** Of a ratio: 0.8 is 80 %. */
    percent: (ratio: number) => formats.value.percents.format(ratio),
    /** `minor`: an integer of the minor unit as text. */
    money: (minor: string, currency: string) => formatMoney(minor, currency, tag.value),
    /**
     * `amount`: decimal text of the major unit, with as many places as it has: what a unit costs may be 0.0004. What is
     * half typed yet is given back as it is.
     */
    price: (amount: string, currency: string) =>
      isDecimal(amount) && isCurrencyCode(currency)
        ? new Intl.NumberFormat(tag.value, { style: 'currency', currency, maximumFractionDigits: 12 }).format(
            amount,
          )
        : `${amount} ${currency}`.trim(),
    date: (time: string | number) => formats.value.dates(time),
    dateTime: (time: string | number) => formats.value.times(time),
    /** The time of a day that is clear: 14:05. */
    time: (time: string | number) => formats.value.hours.format(new Date(time)),
    /**
     * "in 3 days", "5 minutes ago"; it goes on by itself. Text is a time of the control plane, a number one of this
     * browser: their clocks may differ.
     */
    relative: (time: string | number) => {
      const offset = typeof time === 'number' ? clockOffset.value : 0;
      const distance = new Date(time).getTime() + offset - now.value;
      const [unit, length] = STEPS.find(([, step]) => Math.abs(distance) >= step) ?? ['minute', MINUTE];
      return formats.value.relatives.format(Math.trunc(distance / length), unit);
    },
  };
}
