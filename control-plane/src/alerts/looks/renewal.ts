import type { Clock } from '../../clock.ts';
import { isLive, type Look, NOTHING } from './look.ts';

const DAY_MS = 86_400_000;
/** A renewal date that is further past than this is an old record, and nobody's news. */
const PAST_DAYS = 30;

/** Days until a contract renews, by days of UTC; below zero when that was. */
export function renewalLook(clock: Clock): Look {
  return async ({ tenantId, head }) => {
    const date = head?.renewalDate;
    if (!isLive(head) || date === undefined) return NOTHING;
    const at = clock.now();
    const value = Math.round(Date.parse(date) / DAY_MS) - Math.floor(at / DAY_MS);
    if (value < -PAST_DAYS) return NOTHING;
    return {
      readings: [{ rule: 'renewal', tenantId, subject: date, value, figures: { renewalDate: date }, at }],
      complete: true,
    };
  };
}
