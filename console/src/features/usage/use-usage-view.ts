import { computed } from 'vue';
import { useClock } from '../../shared/format/clock.ts';
import { choice, flag, list, maybe, text, useUrlState } from '../../shared/url/use-url-state.ts';

export const TABS = ['series', 'top', 'entries', 'rejected', 'retention'] as const;
export const RANGES = ['6h', '24h', '7d', '30d', '90d', 'own'] as const;
const HOUR = 3_600_000;
const HOURS = { '6h': 6, '24h': 24, '7d': 168, '30d': 720, '90d': 2_160 } as const;
const STEPS = ['minute', 'hour', 'day'] as const;
/** More lines than these nobody tells apart. */
export const MOST_TENANTS = 6;

/** What is looked at, all of it in the address: whose usage of which meter, when, and how fine. */
export function useUsageView() {
  const url = useUrlState<{
    tab: (typeof TABS)[number];
    tenants: readonly string[];
    meter: string;
    range: (typeof RANGES)[number];
    from: string;
    to: string;
    step: (typeof STEPS)[number] | undefined;
    type: string;
    late: boolean;
    month: string;
  }>({
    tab: choice(TABS, 'series'),
    tenants: list(),
    meter: text('', false),
    range: choice(RANGES, '30d'),
    from: text(),
    to: text(),
    step: maybe(STEPS),
    type: text('', false),
    late: flag(),
    month: text(),
  });
  const now = useClock();
  const own = computed(() => {
    const [from, to] = [Date.parse(url.from), Date.parse(url.to)];
    return Number.isFinite(from) && Number.isFinite(to) && from < to ? { from, to } : undefined;
  });
  /** Whole hours, or minutes of a short time: so that looking again within one asks for the same. */
  const interval = computed(() => {
    const given = own.value;
    if (given) return { from: given.from, to: given.to };
    const hours = HOURS[url.range === 'own' ? '30d' : url.range];
    const grain = hours <= 6 ? HOUR / 12 : HOUR;
    const to = Math.ceil(now.value / grain) * grain;
    return { from: to - hours * HOUR, to };
  });
  const from = computed(() => new Date(interval.value.from).toISOString());
  const to = computed(() => new Date(interval.value.to).toISOString());
  const step = computed(() => {
    if (url.step) return url.step;
    const hours = (interval.value.to - interval.value.from) / HOUR;
    return hours <= 6 ? 'minute' : hours <= 72 ? 'hour' : 'day';
  });
  return { url, from, to, step, isOwn: computed(() => own.value !== undefined) };
}

export type UsageView = ReturnType<typeof useUsageView>;
