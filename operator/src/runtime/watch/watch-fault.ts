import type { ApiError } from '../client/api-error.ts';

/**
 * What a broken watch or list means for what is known:
 * - `resume`: nothing was lost; go on from the last resource version
 * - `resync`: the server has no history from there, or events may have been lost; read everything again
 * - `rewound`: as `resync`, and the server's resource versions have gone back (restored from a backup)
 * - `page`: as `resync`, but by paged list, since this server or this data does not go through a watch-list
 * - `absent`: the type is not served (its CRD is gone, or not there yet)
 */
export type WatchFault = 'resume' | 'resync' | 'rewound' | 'page' | 'absent';

/** Judges a fault. `initial`: while the initial events of a watch-list were awaited. */
export function judgeFault(error: ApiError, initial: boolean): WatchFault {
  if (error.status === 404) return 'absent';
  if (error.status === 410 || error.reason === 'Expired' || error.reason === 'Gone') return 'resync';
  if (error.causes.some(cause => cause.reason === 'ResourceVersionTooLarge')) return 'rewound';
  if (error.reason === 'Malformed') return 'page';
  if (initial && (error.status === 400 || error.status === 422 || error.reason === 'Stalled')) return 'page';
  return 'resume';
}
