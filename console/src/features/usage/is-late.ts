const LATE_MS = 24 * 3_600_000;

/** It came in more than a day after it happened: a client that caught up, or a period that may be billed already. */
export const isLate = (entry: { readonly time: string; readonly received: string }): boolean =>
  Date.parse(entry.received) - Date.parse(entry.time) > LATE_MS;
