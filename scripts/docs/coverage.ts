/**
 * npm run docs -- coverage
 *
 * Holds the reference against the code, both ways: every name that people use (conditions, reasons, problems, metrics, flags,
 * variables, values, fields, operations …) is documented, and no page names one that is not there. Each fault says what to do;
 * then comes a table, and the last line is one JSON object of figures.
 */
import { coverage, coverageFigures, coverageText } from '../../tests/docs/coverage/coverage.ts';

export async function coverageCommand(): Promise<number> {
  const reports = await coverage();
  console.log(coverageText(reports));
  console.log(JSON.stringify(coverageFigures(reports)));
  return reports.some(({ missing, strange }) => missing.length + strange.length > 0) ? 1 : 0;
}
