type Translate = (key: string, named: Record<string, unknown>) => string;

/** A plan and its version as people read it; what is none is left as it is. */
export function planWords(plan: string, t: Translate): string {
  const at = plan.lastIndexOf('@');
  if (at < 0) return plan;
  return t('revenue.planVersion', { plan: plan.slice(0, at), version: plan.slice(at + 1) });
}
