/** The instant at which the product is started for pictures; their browser stands still somewhat later. */
const STARTED = Date.parse('2026-09-15T08:30:00Z');
/** So much later that how long starting took is no part of "1 hour ago". */
export const SEEN_AT = STARTED + 90 * 60_000;

/** From here on this process, and whatever Node process it starts, has the time of the pictures. */
export async function freezeClock(): Promise<void> {
  process.env['CLOCK_SHIFT_MS'] = String(STARTED - Date.now());
  const preload = new URL('./shifted-clock.ts', import.meta.url).href;
  process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --import=${preload}`.trim();
  await import(preload);
}
