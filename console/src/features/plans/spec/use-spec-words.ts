import { useI18n } from 'vue-i18n';
import { useFormat } from '../../../shared/format/use-format.ts';
import type { PlanSpec } from '../data/types.ts';
import { differences, type SpecLine, specLines } from './spec-lines.ts';

/** Plans in the words of whoever reads. */
export function useSpecWords() {
  const { t } = useI18n();
  const { number, price } = useFormat();
  const words = { t: (key: string, named?: Record<string, unknown>) => t(key, named ?? {}), number, price };
  const lines = (spec: PlanSpec): readonly SpecLine[] => specLines(spec, words);
  return { lines, between: (before: PlanSpec, after: PlanSpec) => differences(lines(before), lines(after)) };
}
