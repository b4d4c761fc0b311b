import { appendFileSync } from 'node:fs';

/** Environment variable with the file that figures of a run are collected in. */
export const FIGURES_FILE = 'TENANTRY_FIGURES';

/**
 * Adds figures to the evidence line that runs this test, if one does: `reportFigures({ healingMsP99: 412 })`.
 * A name that is reported twice keeps the last value.
 */
export function reportFigures(figures: Readonly<Record<string, unknown>>): void {
  const file = process.env[FIGURES_FILE];
  if (file) appendFileSync(file, `${JSON.stringify(figures)}\n`);
}
