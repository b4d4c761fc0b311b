import type { components } from '@tenantry/contracts/client/schema.generated';

type Reason = components['schemas']['HealthReasonOfState'];
type Code = components['schemas']['HealthCode'];
type Translate = (key: string, named?: Record<string, unknown>) => string;

/** Why a customer is in its state, in words: the hard fact, or the factor that costs most. */
export function reasonWords(reason: Reason | null, t: Translate): string | undefined {
  if (reason === null) return undefined;
  const { kind, fact, code, text } = reason;
  if (kind === 'hard_fact') return fact === null ? text : t(`words.healthFact.${fact}`);
  if (kind === 'factor') return code === null ? text : t(`words.healthReason.${code}`);
  return t(`shared.stateReason.${kind}`, { text });
}

/** Hard facts have a group of texts of their own; whatever else a health code says is the reason of a factor. */
const FACTS: ReadonlySet<string> = new Set<components['schemas']['HealthHardFact']>([
  'deletion_scheduled',
  'subscription_ending',
  'suspended',
  'workload_down',
  'critical_incident',
  'long_overdue',
  'overdue',
]);

/** What a health code says; undefined for one that this page does not know yet. */
export function healthCodeWords(code: Code | null | undefined, t: Translate): string | undefined {
  if (code === null || code === undefined) return undefined;
  const key = `shared.${FACTS.has(code) ? 'healthFact' : 'healthReason'}.${code}`;
  const words = t(key);
  return words === key ? undefined : words;
}
