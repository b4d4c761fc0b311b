import { watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { clockOffset } from '../../shared/format/clock.ts';
import { useFormat } from '../../shared/format/use-format.ts';
import { useToasts } from '../../shared/ui/toasts/toasts.ts';

const WORTH_TELLING_MS = 120_000;

/** Says once that the clock of this browser is wrong: times that are typed, and what it kept by itself, are by that one. */
export function useClockNote(): void {
  const { t } = useI18n();
  const { tag } = useFormat();
  const lengthOf = (milliseconds: number): string => {
    const minutes = Math.round(milliseconds / 60_000);
    const [unit, value] = minutes < 120 ? (['minute', minutes] as const) : (['hour', minutes / 60] as const);
    const style = { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: 0 } as const;
    return new Intl.NumberFormat(tag.value, style).format(value);
  };
  const toasts = useToasts();
  const stop = watch(
    clockOffset,
    offset => {
      if (Math.abs(offset) <= WORTH_TELLING_MS) return;
      toasts.tell(
        t(offset > 0 ? 'app.clock.behind' : 'app.clock.ahead', { by: lengthOf(Math.abs(offset)) }),
        { tone: 'watch' },
      );
      queueMicrotask(() => stop());
    },
    { immediate: true },
  );
}
