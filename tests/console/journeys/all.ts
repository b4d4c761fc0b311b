import type { Journey } from '../journey.ts';
import { bulkChange } from './bulk.ts';
import { changePlan } from './change-plan.ts';
import { expiry } from './expiry.ts';
import { migrate } from './migrate.ts';
import { oidc } from './oidc.ts';
import { onboard, wizardExpiry } from './onboard.ts';
import { recover } from './recover.ts';
import { signIn } from './sign-in.ts';

export const JOURNEYS: readonly Journey[] = [
  signIn,
  recover,
  changePlan,
  bulkChange,
  migrate,
  expiry,
  onboard,
  wizardExpiry,
  oidc,
];
