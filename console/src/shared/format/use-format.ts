import { useIntervalFn } from '@vueuse/core';
import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { isLocale, languageTag } from '../i18n/locales.ts';
import { formatMoney } from './money.ts';

const MINUTE = 60_000;
const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
];

/** How numbers, money and times are written for whoever reads: their language, and the zone of their clock. */
export function useFormat() {
  const { locale } = useI18n();
  const tag = computed(() => (isLocale(locale.value) ? languageTag(locale.value) : 'en'));
  const now = ref(Date.now());
  useIntervalFn(() => {
    now.value = Date.now();
  }, 30_000);
  const numbers = computed(() => new Intl.NumberFormat(tag.value, { maximumFractionDigits: 1 }));
  const compacts = computed(
    () => new Intl.NumberFormat(tag.value, { notation: 'compact', maximumSignificantDigits: 3 }),
  );
  const percents = computed(
    () => new Intl.NumberFormat(tag.value, { style: 'percent', maximumFractionDigits: 1 }),
  );
  const dates = computed(() => new Intl.DateTimeFormat(tag.value, { dateStyle: 'medium' }));
  const times = computed(
    () => new Intl.DateTimeFormat(tag.value, { dateStyle: 'medium', timeStyle: 'short' }),
  );
  const relatives = computed(() => new Intl.RelativeTimeFormat(tag.value, { numeric: 'auto' }));

  /** Also of integers past 2^53 that come as text. */
  const number = (value: number | string | bigint): string =>
    numbers.value.format(typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : Number(value));

  return {
    tag,
    number,
    /** 1.2M: where there is little room, beside something that tells all digits. */
    compact: (value: number | string) => compacts.value.format(Number(value)),
    /** Of a ratio: 0.8 is 80 %. */
    percent: (ratio: number) => percents.value.format(ratio),
    /** `minor`: an integer of the minor unit as text. */
    money: (minor: string, currency: string) => formatMoney(minor, currency, tag.value),
    date: (time: string | number) => dates.value.format(new Date(time)),
    dateTime: (time: string | number) => times.value.format(new Date(time)),
    /** "in 3 days", "5 minutes ago"; it goes on by itself. */
    relative: (time: string | number) => {
      const distance = new Date(time).getTime() - now.value;
      const [unit, length] = STEPS.find(([, step]) => Math.abs(distance) >= step) ?? ['minute', MINUTE];
      return relatives.value.format(Math.trunc(distance / length), unit);
    },
  };
}
