import { readPages } from '../page.ts';
import { type Kind, type KindReport, reportOf } from './kind.ts';
import { adminOptions } from './kinds/admin-command-kind.ts';
import { API_KINDS } from './kinds/api-kinds.ts';
import { exitCodes } from './kinds/exit-code-kind.ts';
import { IDENTIFIER_KINDS } from './kinds/identifier-kinds.ts';
import { installerWords } from './kinds/installer-kind.ts';
import { OBSERVING_KINDS } from './kinds/observing-kinds.ts';
import { OPERATOR_KINDS } from './kinds/operator-kinds.ts';
import { repositoryOptions } from './kinds/repository-kind.ts';
import { SETTING_KINDS } from './kinds/setting-kinds.ts';

/** Everything with a name that people use. */
export const KINDS: readonly Kind[] = [
  ...OPERATOR_KINDS,
  ...API_KINDS,
  exitCodes,
  adminOptions,
  installerWords,
  repositoryOptions,
  ...SETTING_KINDS,
  ...OBSERVING_KINDS,
  ...IDENTIFIER_KINDS,
];

/** What of the code the reference tells, and what it tells that is not in the code. */
export async function coverage(kinds: readonly Kind[] = KINDS): Promise<readonly KindReport[]> {
  const pages = await readPages();
  const reports: KindReport[] = [];
  for (const kind of kinds) reports.push(await reportOf(kind, pages));
  return reports;
}

/** For people: a fault a line, with what to do, and then a table of figures. */
export function coverageText(reports: readonly KindReport[]): string {
  const faults = reports.flatMap(faultsOf);
  const width = Math.max(...reports.map(({ id }) => id.length));
  const row = (cells: readonly (string | number)[]) =>
    cells.map((cell, at) => (at === 0 ? `${cell}`.padEnd(width) : `${cell}`.padStart(10))).join(' ');
  return [
    ...faults,
    ...(faults.length === 0 ? [] : ['']),
    row(['kind', 'in code', 'documented', 'missing', 'strange']),
    ...reports.map(({ id, inCode, documented, missing, strange }) =>
      row([id, inCode, documented, missing.length, strange.length]),
    ),
  ].join('\n');
}

function faultsOf({ id, missing, strange, source, home, mend }: KindReport): string[] {
  if (missing.length + strange.length === 0) return [];
  return [
    `${id}: from ${source}; told in ${home}`,
    ...missing.map(name => `  missing  ${name}`),
    ...strange.map(name => `  strange  ${name}`),
    `  to do    ${mend}`,
  ];
}

/** The last line, for programs. */
export function coverageFigures(reports: readonly KindReport[]): object {
  const sum = (of: (report: KindReport) => number) =>
    reports.reduce((total, report) => total + of(report), 0);
  const [inCode, missing, strange] = [
    sum(report => report.inCode),
    sum(report => report.missing.length),
    sum(report => report.strange.length),
  ];
  return {
    kinds: Object.fromEntries(
      reports.map(report => [
        report.id,
        {
          inCode: report.inCode,
          documented: report.documented,
          missing: report.missing.length,
          strange: report.strange.length,
        },
      ]),
    ),
    inCode,
    documented: sum(report => report.documented),
    missing,
    strange,
    passed: inCode > 0 && missing === 0 && strange === 0,
  };
}
