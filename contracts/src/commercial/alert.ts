import { z } from 'zod';
import type { Role } from '../api/roles.ts';
import { meterKeySchema } from './meter.ts';
import { quantitySchema } from './money.ts';

/**
 * When somebody is to be told. A rule reads one number; its settings say from which value on which level holds. What is
 * here has no I/O: the level that follows from a level and a reading, and how settings are put together.
 */

export const ALERT_LEVELS = ['ok', 'info', 'warning', 'alarm'] as const;
export const alertLevelSchema = z.enum(ALERT_LEVELS).meta({
  id: 'AlertLevel',
  description: 'ok: nothing to tell, or not any more. info, warning, alarm: rising in urgency',
});
export type AlertLevel = z.infer<typeof alertLevelSchema>;

export const ALERT_RULES = [
  'allowance',
  'rate',
  'quota',
  'health',
  'onboarding',
  'renewal',
  'ledger_lag',
] as const;
export const alertRuleSchema = z.enum(ALERT_RULES).meta({
  id: 'AlertRule',
  description: 'What is watched; docs/reference/alerts.md says how each is reckoned',
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** 0 for ok, 3 for alarm. */
export function rankOf(level: AlertLevel): number {
  return ALERT_LEVELS.indexOf(level);
}

const MOST = 1_000_000_000;
const thresholdSchema = z
  .number()
  .min(-MOST)
  .max(MOST)
  .nullable()
  .meta({ description: 'The value from which on the level holds; null: this level is not used' });

const settings = {
  enabled: z.boolean().meta({ description: 'false: nothing is told, and what was raised recovers' }),
  info: thresholdSchema,
  warning: thresholdSchema,
  alarm: thresholdSchema,
  margin: z.number().min(0).max(MOST).meta({
    description: 'How far the value must have gone back behind a threshold before the level falls',
  }),
  holdSeconds: z
    .int()
    .min(0)
    .max(7 * 86_400)
    .meta({ description: 'How long a level holds at least before it falls; it rises at once' }),
};
const rateSettings = {
  ...settings,
  perHour: z
    .record(meterKeySchema, quantitySchema)
    .refine(bounds => Object.keys(bounds).length <= 100, 'at most 100 meters')
    .meta({
      description:
        'Bounds by meter: the value is then percent of the bound. Other meters are held against their mean hour of the seven days before',
    }),
  least: quantitySchema.meta({
    description: 'Hours with less than this are never told of, however little was used before',
  }),
};

export const alertSettingsSchema = z.strictObject(settings).meta({ id: 'AlertSettings' });
export type AlertSettings = z.infer<typeof alertSettingsSchema>;
export const rateAlertSettingsSchema = z.strictObject(rateSettings).meta({ id: 'RateAlertSettings' });
export type RateAlertSettings = z.infer<typeof rateAlertSettingsSchema>;

const partSchema = z.strictObject(settings).partial().meta({ id: 'AlertSettingsPart' });
const partOfRateSchema = z.strictObject(rateSettings).partial().meta({ id: 'RateAlertSettingsPart' });

/** What differs, of any rules; what is not said stays as it is below. */
export const alertOverridesSchema = z
  .strictObject({
    allowance: partSchema.optional(),
    rate: partOfRateSchema.optional(),
    quota: partSchema.optional(),
    health: partSchema.optional(),
    onboarding: partSchema.optional(),
    renewal: partSchema.optional(),
    ledger_lag: partSchema.optional(),
  })
  .meta({ id: 'AlertOverrides', description: 'Settings by rule; what is not said is as in the layer below' });
export type AlertOverrides = z.infer<typeof alertOverridesSchema>;

export const alertRuleSettingsSchema = z
  .strictObject({
    allowance: alertSettingsSchema,
    rate: rateAlertSettingsSchema,
    quota: alertSettingsSchema,
    health: alertSettingsSchema,
    onboarding: alertSettingsSchema,
    renewal: alertSettingsSchema,
    ledger_lag: alertSettingsSchema,
  })
  .meta({ id: 'AlertRuleSettings', description: 'The settings of every rule, put together' });
export type AlertRuleSettings = z.infer<typeof alertRuleSettingsSchema>;

export interface AlertRuleDefinition {
  readonly title: string;
  readonly unit: string;
  /** Which values are the worse ones. */
  readonly worse: 'above' | 'below';
  /** What one alert of the rule is about. */
  readonly about: string;
  /** Whose business it is: those of the recipients of e-mail who have one of these roles are told. */
  readonly roles: readonly Role[];
}

export const ALERT_RULE_TABLE: Readonly<Record<AlertRule, AlertRuleDefinition>> = {
  allowance: {
    title: 'Use of an allowance',
    unit: '%',
    worse: 'above',
    about: 'a meter of a tenant in one period of its subscription',
    roles: ['cs', 'finance'],
  },
  rate: {
    title: 'Usage per hour',
    unit: '%',
    worse: 'above',
    about: 'a meter of a tenant, in the last whole hour',
    roles: ['cs', 'admin'],
  },
  quota: {
    title: 'Kubernetes quota',
    unit: '%',
    worse: 'above',
    about: 'a resource of a tenant’s quota in its cluster',
    roles: ['cs', 'admin'],
  },
  health: { title: 'Customer health', unit: 'points', worse: 'below', about: 'a tenant', roles: ['cs'] },
  onboarding: {
    title: 'Onboarding stands still',
    unit: 'hours',
    worse: 'above',
    about: 'a submission, since its last step',
    roles: ['onboarding', 'cs'],
  },
  renewal: {
    title: 'Renewal comes',
    unit: 'days',
    worse: 'below',
    about: 'a tenant and a renewal date',
    roles: ['cs', 'finance'],
  },
  ledger_lag: {
    title: 'The ledger lags',
    unit: 'seconds',
    worse: 'above',
    about: 'the installation: how long the oldest event has waited to be counted',
    roles: ['admin'],
  },
};

/** What holds where nobody said anything. */
export const SHIPPED_ALERT_SETTINGS: AlertRuleSettings = {
  allowance: { enabled: true, info: null, warning: 80, alarm: 100, margin: 5, holdSeconds: 300 },
  rate: {
    enabled: true,
    info: null,
    warning: 300,
    alarm: 1_000,
    margin: 50,
    holdSeconds: 3_600,
    perHour: {},
    least: '100',
  },
  quota: { enabled: true, info: null, warning: 85, alarm: 95, margin: 5, holdSeconds: 600 },
  health: { enabled: true, info: null, warning: 60, alarm: 40, margin: 5, holdSeconds: 3_600 },
  onboarding: { enabled: true, info: null, warning: 24, alarm: 72, margin: 0, holdSeconds: 0 },
  renewal: { enabled: true, info: 90, warning: 30, alarm: 7, margin: 0, holdSeconds: 0 },
  ledger_lag: { enabled: true, info: null, warning: 60, alarm: 600, margin: 30, holdSeconds: 120 },
};

/** Layer upon layer, field by field: of two that say something of a field, the later one holds. */
export function mergeAlertSettings(...layers: readonly AlertOverrides[]): AlertRuleSettings {
  const merged = { ...SHIPPED_ALERT_SETTINGS };
  for (const layer of layers) {
    merged.allowance = { ...merged.allowance, ...said(layer.allowance) };
    merged.rate = { ...merged.rate, ...said(layer.rate) };
    merged.quota = { ...merged.quota, ...said(layer.quota) };
    merged.health = { ...merged.health, ...said(layer.health) };
    merged.onboarding = { ...merged.onboarding, ...said(layer.onboarding) };
    merged.renewal = { ...merged.renewal, ...said(layer.renewal) };
    merged.ledger_lag = { ...merged.ledger_lag, ...said(layer.ledger_lag) };
  }
  return merged;
}

type Said<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without fields that are there and say nothing. */
function said<T extends object>(part: T | undefined): Said<T> {
  const kept: Said<T> = {};
  if (part === undefined) return kept;
  for (const key in part) {
    const value = part[key];
    if (value !== undefined) Object.assign(kept, { [key]: value });
  }
  return kept;
}

export interface ThresholdFault {
  readonly rule: AlertRule;
  readonly level: AlertLevel;
  readonly message: string;
}

/** Thresholds that contradict one another: of a rule, the more urgent level begins at the worse value. */
export function faultsOfThresholds(all: AlertRuleSettings): ThresholdFault[] {
  return ALERT_RULES.flatMap(rule => {
    const { worse } = ALERT_RULE_TABLE[rule];
    const used = (['info', 'warning', 'alarm'] as const).flatMap(level => {
      const from = all[rule][level];
      return from === null ? [] : [{ level, from }];
    });
    return used.flatMap(({ level, from }, at) => {
      const before = used[at - 1];
      if (before === undefined || (worse === 'above' ? before.from < from : before.from > from)) return [];
      const side = worse === 'above' ? 'above' : 'below';
      return [{ rule, level, message: `lies ${side} ${before.from}, where ${before.level} begins` }];
    });
  });
}

/** The most urgent level whose threshold a value has reached. */
export function levelAt(
  value: number,
  thresholds: Pick<AlertSettings, 'info' | 'warning' | 'alarm'>,
  worse: 'above' | 'below',
): AlertLevel {
  for (const level of ['alarm', 'warning', 'info'] as const) {
    const from = thresholds[level];
    if (from !== null && (worse === 'above' ? value >= from : value <= from)) return level;
  }
  return 'ok';
}

/** A level, since when it has held, and of when the reading was that decided it (milliseconds). */
export interface AlertStanding {
  readonly level: AlertLevel;
  readonly since: number;
  readonly readAt: number;
}

/**
 * The level after a reading.
 *
 *   rises at once to what the value says · falls only to what the value says with `margin` added against it, and only
 *   when the level has held for `holdSeconds` · an older reading than the one that decided last says nothing
 *
 * So a value that moves by no more than the margin leaves no level and comes back to it, and whatever a value does, a
 * level is not left downwards more often than once in `holdSeconds`.
 */
export function nextLevel(
  standing: AlertStanding | undefined,
  reading: { readonly value: number; readonly at: number },
  settings: AlertSettings,
  worse: 'above' | 'below',
  now: number,
): AlertLevel {
  const level = standing?.level ?? 'ok';
  if (standing !== undefined && reading.at < standing.readAt) return level;
  const plain = levelAt(reading.value, settings, worse);
  if (rankOf(plain) > rankOf(level)) return plain;
  const held = now - (standing?.since ?? now) >= settings.holdSeconds * 1_000;
  if (!held) return level;
  const against = worse === 'above' ? settings.margin : -settings.margin;
  const lenient = levelAt(reading.value + against, settings, worse);
  return rankOf(lenient) < rankOf(level) ? lenient : level;
}

/** Where the level that holds begins; null for ok. */
export function thresholdOf(settings: AlertSettings, level: AlertLevel): number | null {
  return level === 'ok' ? null : settings[level];
}
