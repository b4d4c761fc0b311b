import type { components } from '@tenantry/contracts/client/schema.generated';
import type { IconName } from '../ui/icons.ts';
import type { Tone } from '../ui/tone.ts';

type Schemas = components['schemas'];
export type HealthState = Schemas['HealthState'];
export type TenantState = Schemas['TenantState'];
export type AlertLevel = Schemas['AlertLevel'];

interface Look {
  readonly tone: Tone;
  readonly icon: IconName;
}

/** Unknown is a state of its own: neither good nor bad, and never green. */
export const HEALTH_LOOKS: Readonly<Record<HealthState, Look>> = {
  healthy: { tone: 'good', icon: 'check' },
  watch: { tone: 'watch', icon: 'warning' },
  at_risk: { tone: 'bad', icon: 'alarm' },
  unknown: { tone: 'unknown', icon: 'question' },
};

export const ALERT_LOOKS: Readonly<Record<AlertLevel, Look>> = {
  ok: { tone: 'good', icon: 'check' },
  info: { tone: 'info', icon: 'info' },
  warning: { tone: 'watch', icon: 'warning' },
  alarm: { tone: 'bad', icon: 'alarm' },
};

export const TENANT_LOOKS: Readonly<Record<TenantState, Look>> = {
  registering: { tone: 'info', icon: 'clock' },
  active: { tone: 'good', icon: 'check' },
  suspended: { tone: 'watch', icon: 'pause' },
  deletion_scheduled: { tone: 'bad', icon: 'clock' },
  deleting: { tone: 'bad', icon: 'trash' },
  deleted: { tone: 'unknown', icon: 'trash' },
};
