import type { components } from '@tenantry/contracts/client/schema.generated';

type Reason = components['schemas']['HealthReasonOfState'];
type Translate = (key: string, named?: Record<string, unknown>) => string;

/** Why a customer is in its state, in words: the hard fact, or the factor that costs most. */
export function reasonWords(reason: Reason | null, t: Translate): string | undefined {
  if (reason === null) return undefined;
  const { kind, fact, code, text } = reason;
  if (kind === 'hard_fact') return fact === null ? text : t(`shared.healthFact.${fact}`);
  if (kind === 'factor') return code === null ? text : t(`shared.healthReason.${code}`);
  return t(`shared.stateReason.${kind}`, { text });
}
